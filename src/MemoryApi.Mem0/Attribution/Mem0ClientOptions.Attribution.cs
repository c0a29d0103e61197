using System;
using System.ComponentModel;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class Mem0ClientOptions
{
    private const string SourceHeader = "X-Mem0-Source";
    private const string ApplicationHeader = "X-Application";

    /// <summary>
    /// Creates options with all defaults. Like the vendor's clients, it reads the origin of calls from the environment variables <c>MEM0_SOURCE</c>,
    /// <c>MEM0_APPLICATION</c> and <c>MEM0_CLIENT_STACK</c>.
    /// </summary>
    public Mem0ClientOptions()
    {
        Source = Environment.GetEnvironmentVariable("MEM0_SOURCE");
        Application = Environment.GetEnvironmentVariable("MEM0_APPLICATION");
        if (Environment.GetEnvironmentVariable("MEM0_CLIENT_STACK") is { } stack && Mem0Client.Service.ClientHeader is { } header)
        {
            DefaultHeaders[header] = ClientStack.With(stack, Mem0Client.Service.ClientProduct);
        }
    }

    /// <summary>
    /// The origin of the calls, for the service's statistics. It is sent with each call as <c>X-Mem0-Source</c>, and is part of
    /// <see cref="ApiClientOptions.DefaultHeaders"/>. The service counts unknown values as "other". Default: the environment variable <c>MEM0_SOURCE</c>, or
    /// <see langword="null"/> for none.
    /// </summary>
    public string? Source
    {
        get => Header(SourceHeader);
        set => SetHeader(SourceHeader, value);
    }

    /// <summary>
    /// The application that makes the calls, for the service's statistics. It is sent with each call as <c>X-Application</c>, and is part of
    /// <see cref="ApiClientOptions.DefaultHeaders"/>. The service ignores unknown values. Default: the environment variable <c>MEM0_APPLICATION</c>, or
    /// <see langword="null"/> for none.
    /// </summary>
    public string? Application
    {
        get => Header(ApplicationHeader);
        set => SetHeader(ApplicationHeader, value);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override void AddConfigurationKeys(ApiConfigurationKeys keys)
    {
        Require.NotNull(keys, nameof(keys));
        keys.Text(nameof(Source), value => Source = value);
        keys.Text(nameof(Application), value => Application = value);
    }

    private string? Header(string name) => DefaultHeaders.TryGetValue(name, out var value) ? value : null;

    private void SetHeader(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            DefaultHeaders.Remove(name);
        }
        else
        {
            DefaultHeaders[name] = value!.Trim();
        }
    }
}
