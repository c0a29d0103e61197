using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>A request as it arrived.</summary>
public sealed record ArrivedRequest(string Method, string PathAndQuery, string? Authorization, JToken? Body)
{
    public override string ToString() => Method + " " + PathAndQuery;
}

/// <summary>Stands in for Mem0: responds by a function, also several requests at the same time, and remembers them.</summary>
public sealed class ScriptedMem0(Func<ArrivedRequest, CancellationToken, Task<(int Status, string Body)>> respond) : HttpMessageHandler
{
    public const string Key = "m0-secret";

    private readonly ConcurrentQueue<ArrivedRequest> _arrived = new();

    public ScriptedMem0(Func<ArrivedRequest, (int Status, string Body)> respond)
        : this((request, _) => Task.FromResult(respond(request)))
    {
    }

    public IReadOnlyList<ArrivedRequest> Arrived => [.. _arrived];

    /// <summary>The <c>Date</c> header of each response. Default: the responses have none.</summary>
    public Func<DateTimeOffset>? Date { get; set; }

    /// <summary>Gives the responses in their order, the last again and again.</summary>
    public static ScriptedMem0 Responding(params (int Status, string Body)[] responses)
    {
        var next = -1;
        return new ScriptedMem0(_ => responses[Math.Min(Interlocked.Increment(ref next), responses.Length - 1)]);
    }

    public static JToken Json(string text)
    {
        using var reader = new JsonTextReader(new System.IO.StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    public Mem0Client Client(Action<Mem0ClientOptions>? configure = null)
    {
        var options = new Mem0ClientOptions { Transport = this };
        options.UseResilience = false;
        configure?.Invoke(options);
        return new Mem0Client(Key, options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var arrived = new ArrivedRequest(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Headers.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString() : null,
            string.IsNullOrEmpty(body) ? null : Json(body));
        _arrived.Enqueue(arrived);
        var (status, text) = await respond(arrived, cancellationToken);
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(text, Encoding.UTF8, "application/json"),
        };
        response.Headers.Date = Date?.Invoke();
        return response;
    }
}
