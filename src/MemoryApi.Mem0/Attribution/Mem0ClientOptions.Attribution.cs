using System;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class Mem0ClientOptions
{
    private const string SourceHeader = "X-Mem0-Source";
    private const string ApplicationHeader = "X-Application";

    /// <summary>
    /// Makes options with all defaults. Like the vendor's clients, it reads where calls come from out of <c>MEM0_SOURCE</c>, <c>MEM0_APPLICATION</c> and
    /// <c>MEM0_CLIENT_STACK</c>.
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
    /// Where the calls come from, for the service's statistics: sent with each call as <c>X-Mem0-Source</c>, also to be found in
    /// <see cref="ApiClientOptions.DefaultHeaders"/>. The service counts values that it doesn't know as others. Default: the environment variable <c>MEM0_SOURCE</c>, or
    /// <see langword="null"/> for none.
    /// </summary>
    public string? Source
    {
        get => Header(SourceHeader);
        set => SetHeader(SourceHeader, value);
    }

    /// <summary>
    /// The application that the calls are made within, for the service's statistics: sent with each call as <c>X-Application</c>, also to be found in
    /// <see cref="ApiClientOptions.DefaultHeaders"/>. The service drops values that it doesn't know. Default: the environment variable <c>MEM0_APPLICATION</c>, or
    /// <see langword="null"/> for none.
    /// </summary>
    public string? Application
    {
        get => Header(ApplicationHeader);
        set => SetHeader(ApplicationHeader, value);
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
