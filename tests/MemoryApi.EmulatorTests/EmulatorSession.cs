using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.ContractTests;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests;

/// <summary>
/// An emulator with both clients. Operations are called by name, through the clients' methods. The result is the response as it was sent, so that
/// tests check the emulator and not how a client reads it.
/// </summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });

    private EmulatorSession(MemoryApiEmulator emulator, string? key)
    {
        Emulator = emulator;
        Mem0 = new Mem0Client(key ?? emulator.Mem0ApiKey, Configured(new Mem0ClientOptions()));
        Bland = new BlandClient(key ?? emulator.BlandApiKey, Configured(new BlandClientOptions()));
        Http = new HttpClient(Recorded(Log.CreateHandler())) { BaseAddress = emulator.BaseAddress };
    }

    public MemoryApiEmulator Emulator { get; }

    public Mem0Client Mem0 { get; }

    public BlandClient Bland { get; }

    public ExchangeLog Log { get; } = new();

    private HttpClient Http { get; }

    /// <summary>Starts an emulator that completes queued work before the next request, since its event delay is zero.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <param name="key">The key of both clients; null for the emulator's keys.</param>
    public static async Task<EmulatorSession> StartAsync(Action<EmulatorOptions>? configure = null, string? key = null)
    {
        var options = new EmulatorOptions { EventDelay = TimeSpan.Zero };
        configure?.Invoke(options);
        return new EmulatorSession(await MemoryApiEmulator.StartAsync(options), key);
    }

    /// <summary>Calls an operation through its client.</summary>
    /// <param name="operationId">The operation's id, such as <c>Memories_Update</c>.</param>
    /// <param name="arguments">The parameters by the names of the specification, and the body as <c>request</c>.</param>
    /// <returns>The request and the response as they were sent.</returns>
    public async Task<Exchange> ExchangeAsync(string operationId, object? arguments = null, CancellationToken cancellationToken = default)
    {
        var operation = ExchangeValidator.Operations.Single(candidate => candidate.Id == operationId);
        object client = ExchangeValidator.Bland.Operations.Contains(operation) ? Bland : Mem0;
        var group = client.GetType().GetProperty(operation.Group)!.GetValue(client)!;
        var method = MethodOf(group.GetType(), operation);
        var given = arguments is null ? [] : (JObject)WireJson.Of(arguments);
        var known = operation.Parameters.Select(parameter => Normalized(parameter.Name)).Append("request").ToList();
        Assert.That(given.Properties().Select(property => Normalized(property.Name)).Except(known), Is.Empty, $"{operationId} has no such parameters");
        var values = method.GetParameters().Select(parameter => parameter.Name switch
        {
            "options" => null,
            "cancellationToken" => cancellationToken,
            _ => given.Properties().FirstOrDefault(property => Normalized(property.Name) == Normalized(parameter.Name!)) is { } value
                ? value.Value.ToObject(parameter.ParameterType, Serializer)
                : parameter.HasDefaultValue ? parameter.DefaultValue : throw new AssertionException($"{operationId} needs {parameter.Name}"),
        }).ToArray();
        var before = Log.All.Count;
        await (Task)method.Invoke(group, BindingFlags.DoNotWrapExceptions, null, values, null)!;
        return Log.All.Skip(before).Single(exchange => ExchangeValidator.OperationOf(exchange) == operation);
    }

    /// <summary>Like <see cref="ExchangeAsync"/>, but returns the body of the response; for Bland without the envelope.</summary>
    public async Task<JToken> CallAsync(string operationId, object? arguments = null, CancellationToken cancellationToken = default)
    {
        var exchange = await ExchangeAsync(operationId, arguments, cancellationToken);
        return exchange.IsBland ? exchange.Json!["data"]! : exchange.Json!;
    }

    /// <summary>Calls an operation that must fail, and returns the exception.</summary>
    public async Task<MemoryApiException> RefusedAsync(string operationId, object? arguments = null)
    {
        try
        {
            await ExchangeAsync(operationId, arguments);
        }
        catch (MemoryApiException refusal)
        {
            return refusal;
        }

        throw new AssertionException($"{operationId} succeeded, but it should have failed: {Log.Last}");
    }

    /// <summary>Sends any request, also one that no client would send, with the right key.</summary>
    public async Task<Exchange> SendAsync(string method, string url, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        request.Headers.TryAddWithoutValidation("Authorization", Exchange.BelongsToBland(url) ? Emulator.BlandApiKey : "Token " + Emulator.Mem0ApiKey);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        }

        using var response = await Http.SendAsync(request);
        return Log.All.Last(exchange => exchange.Method == method && exchange.Url == url);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Mem0.Dispose();
        Bland.Dispose();
        await Emulator.DisposeAsync();
    }

    private TOptions Configured<TOptions>(TOptions options)
        where TOptions : ApiClientOptions
    {
        options.BaseAddress = Emulator.BaseAddress;
        options.UseResilience = false;
        options.AttemptHandlers.Add(Log.CreateHandler);
        return options;
    }

    private static DelegatingHandler Recorded(DelegatingHandler handler)
    {
        handler.InnerHandler = new SocketsHttpHandler();
        return handler;
    }

    /// <summary>The method with exactly the operation's parameters. Hand-written overloads have other parameters.</summary>
    private static MethodInfo MethodOf(Type group, SpecOperation operation)
    {
        var names = operation.Parameters.Select(parameter => Normalized(parameter.Name)).Append("options").Append("cancellationtoken").ToHashSet();
        if (operation.RequestSchema is not null)
        {
            names.Add("request");
        }

        return group.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Single(method =>
            (method.IsPublic || method.IsFamilyOrAssembly)
            && method.Name == operation.Verb + "Async"
            && names.SetEquals(method.GetParameters().Select(parameter => Normalized(parameter.Name!)))
            && (operation.RequestSchema?["$ref"] is not { } reference
                || method.GetParameters().Single(parameter => parameter.Name == "request").ParameterType.Name == ((string)reference!).Split('/')[^1]));
    }

    private static string Normalized(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
