using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A request that a transport was to send.</summary>
public sealed record SentRequest(
    HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body, HttpRequestMessage Message);

/// <summary>A transport with scripted responses, the last of which is repeated. It records the requests.</summary>
public sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _steps = new();

    public List<SentRequest> Sent { get; } = [];

    public List<HttpResponseMessage> Responses { get; } = [];

    public bool IsDisposed { get; private set; }

    public ScriptedTransport Respond(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> respond)
    {
        _steps.Enqueue(respond);
        return this;
    }

    public ScriptedTransport Respond(Func<HttpResponseMessage> respond) => Respond((_, _) => Task.FromResult(respond()));

    public ScriptedTransport Respond(
        int status, string body = "", string mediaType = "application/json", params (string Name, string Value)[] headers) =>
        Respond(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            foreach (var (name, value) in headers)
            {
                if (!response.Headers.TryAddWithoutValidation(name, value))
                {
                    response.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return response;
        });

    public ScriptedTransport Fail(Exception failure) => Respond((_, _) => Task.FromException<HttpResponseMessage>(failure));

    /// <summary>Doesn't respond until it is cancelled.</summary>
    public ScriptedTransport Hang() => Respond(static async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException();
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.NonValidated
            .Concat(request.Content?.Headers.NonValidated ?? [])
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Sent.Add(new SentRequest(request.Method, request.RequestUri!, headers, body, request));

        var respond = _steps.Count > 1 ? _steps.Dequeue() : _steps.Peek();
        var response = await respond(request, cancellationToken);
        response.RequestMessage ??= request;
        Responses.Add(response);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
