using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Core;

/// <summary>What a transport has been asked to send.</summary>
public sealed record SentRequest(
    HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body, HttpRequestMessage Message);

/// <summary>A transport that responds as a test says, the last response again and again, and remembers what it was asked.</summary>
public sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _answers = new();

    public List<SentRequest> Sent { get; } = [];

    public List<HttpResponseMessage> Answers { get; } = [];

    public bool IsDisposed { get; private set; }

    public ScriptedTransport Answer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedTransport Answer(Func<HttpResponseMessage> answer) => Answer((_, _) => Task.FromResult(answer()));

    public ScriptedTransport Answer(
        int status, string body = "", string mediaType = "application/json", params (string Name, string Value)[] headers) =>
        Answer(() =>
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

    public ScriptedTransport Fail(Exception failure) => Answer((_, _) => Task.FromException<HttpResponseMessage>(failure));

    /// <summary>Doesn't answer until it is cancelled.</summary>
    public ScriptedTransport Hang() => Answer(static async (_, token) =>
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

        var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        var response = await answer(request, cancellationToken);
        response.RequestMessage ??= request;
        Answers.Add(response);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
