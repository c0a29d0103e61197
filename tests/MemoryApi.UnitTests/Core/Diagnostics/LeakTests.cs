using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>
/// Searches the exports of OpenTelemetry's SDK, logs and exceptions for all content of requests and responses. The responses quote the whole request.
/// </summary>
public sealed class LeakTests
{
    public sealed record Scene(string Name, Func<HttpMessageHandler> Transport)
    {
        public Action<ApiClientOptions>? Configure { get; init; }

        public bool IsCancelled { get; init; }

        public override string ToString() => Name;
    }

    public static IEnumerable<Scene> Scenes()
    {
        yield return new Scene("success", () => Responding(200, Good()));
        yield return new Scene("retry, then success", () => Responding(503, SecretCalls.Echo).Respond(200, Good()));
        foreach (var status in new[] { 400, 401, 402, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 504 })
        {
            yield return new Scene($"{status} with JSON", () => Responding(status, Errors()));
            yield return new Scene($"{status} with text", () => Responding(status, SecretCalls.Echo));
        }

        yield return new Scene("200 with errors", () => Responding(200, Errors()));
        yield return new Scene("200 with text", () => Responding(200, SecretCalls.Echo));
        yield return new Scene("200 with half of the JSON", () => Responding(200, Good()[..^5]));
        yield return new Scene("200 with JSON of another shape", () => Responding(200, $$"""{"id":{"{{Secrets.FactName}}":["{{Secrets.ResponseText}}"]},"data":[["{{Secrets.FactValue}}"]],"results":"{{Secrets.MemoryText}}"}"""));
        yield return new Scene("200 with a number that is none", () => Responding(200, $$"""{"{{Secrets.FactName}}":{{Secrets.FactValue}}}"""));
        yield return new Scene("200 with something behind", () => Responding(200, Good() + SecretCalls.Echo));
        yield return new Scene("200 with nothing", () => Responding(200, ""));
        yield return new Scene("200 too large", () => Responding(200, Good() + new string(' ', 5000))) { Configure = options => options.MaxResponseBytes = 1000 };
        yield return new Scene("redirect", () => new ScriptedTransport().Respond(307, SecretCalls.Echo, headers: [("Location", $"https://other.test/{Secrets.Id}?q={Secrets.Query}")]));
        yield return new Scene("redirect that was followed", () => new ScriptedTransport().Respond((request, _) =>
        {
            request.RequestUri = new Uri($"https://other.test/{Secrets.Id}?q={Secrets.Query}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(Good()) });
        }));
        yield return new Scene("broken compression", () => new ScriptedTransport().Respond(200, SecretCalls.Echo, headers: [("Content-Encoding", "gzip")]));
        yield return new Scene("unknown compression", () => new ScriptedTransport().Respond(200, SecretCalls.Echo, headers: [("Content-Encoding", Secrets.ResponseText)]));
        yield return new Scene("no connection", () => new ScriptedTransport().Fail(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")));
        yield return new Scene("body that breaks off", () => new ScriptedTransport().Respond(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(ScriptedStream.Broken()) }));
        yield return new Scene("timeout", () => new ScriptedTransport().Hang()) { Configure = options => options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(20) };
        yield return new Scene("cancelled", () => new ScriptedTransport().Hang()) { IsCancelled = true };
        yield return new Scene("open circuit", () => Responding(503, SecretCalls.Echo)) { Configure = options => options.Resilience.CircuitBreaker.MinimumThroughput = 2 };
        yield return new Scene("provider without key", () => Responding(200, Good())) { Configure = options => SetProvider(options, _ => throw new InvalidOperationException("vault closed")) };
        yield return new Scene("provider with a bad key", () => Responding(200, Good())) { Configure = options => SetProvider(options, _ => new ValueTask<string>(Secrets.Key + "\n" + Secrets.OtherKey)) };
        yield return new Scene("rotated key", () => Responding(401, SecretCalls.Echo)) { Configure = Rotating };

        foreach (var (name, wire) in new[]
        {
            ("status line", $"{Secrets.ResponseText} {Secrets.MemoryText}\r\n\r\n"),
            ("version", $"HTTP/9.{Secrets.ResponseText} 200 OK\r\n\r\n"),
            ("status", $"HTTP/1.1 {Secrets.ResponseText}\r\n\r\n"),
            ("header name", $"HTTP/1.1 200 OK\r\n{Secrets.ResponseText} {Secrets.Id}: 1\r\n\r\n"),
            ("header line", $"HTTP/1.1 200 OK\r\n{Secrets.ResponseText}\r\n\r\n"),
            ("length", $"HTTP/1.1 200 OK\r\nContent-Length: {Secrets.ResponseText}\r\n\r\n"),
            ("chunk", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Secrets.ResponseText}\r\n"),
            ("chunk end", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde{Secrets.ResponseText}\r\n"),
            ("reason", $"HTTP/1.1 500 {Secrets.ResponseText}\r\nContent-Length: 0\r\n\r\n"),
            ("headers", $"HTTP/1.1 400 Bad\r\nX-Request-Id: {Secrets.ResponseText}\r\nContent-Type: {Secrets.ResponseText}\r\nX-RateLimit-Reset: {Secrets.Id}\r\nRetry-After: {Secrets.Id}\r\nContent-Length: 0\r\n\r\n"),
            ("protocol switch", $"HTTP/1.1 101 {Secrets.ResponseText}\r\n\r\n{Secrets.MemoryText}"),
        })
        {
            yield return new Scene("wire: " + name, () => WireTransport.Receiving(() => Encoding.ASCII.GetBytes(wire)));
        }
    }

    [TestCaseSource(nameof(Scenes))]
    public async Task Nothing_of_a_call_or_a_response_is_in_spans_metrics_logs_or_exceptions(Scene scene)
    {
        using var recorder = new Recorder(Mem0Diagnostics.ActivitySourceName, BlandDiagnostics.ActivitySourceName, "System.Net.Http");
        using var mem0 = new Mem0Client(Configured(new Mem0ClientOptions(), scene, recorder));
        using var bland = new BlandClient(Configured(new BlandClientOptions(), scene, recorder));
        var calls = SecretCalls.Of(mem0, bland);
        var texts = new StringBuilder();
        foreach (var call in calls)
        {
            texts.AppendLine(await RunAsync(scene, call));
        }

        var recorded = recorder.AllText();
        Assert.That(recorder.Spans.Count(span => span.Source.Name.StartsWith("MemoryApi", StringComparison.Ordinal)), Is.EqualTo(calls.Count));
        Assert.That(recorded, Does.Contain(ClientDiagnostics.CallDuration).And.Contain("url.template"));
        Assert.That(Secrets.In(recorded), Is.Empty, recorded);
        Assert.That(Secrets.In(texts.ToString()), Is.Empty, texts.ToString());
    }

    [TestCaseSource(nameof(Scenes))]
    public async Task With_the_reason_of_the_service_in_exceptions_there_is_still_nothing_in_spans_metrics_or_logs_and_no_key_anywhere(Scene scene)
    {
        using var recorder = new Recorder(Mem0Diagnostics.ActivitySourceName, BlandDiagnostics.ActivitySourceName, "System.Net.Http");
        var including = scene with
        {
            Configure = options =>
            {
                scene.Configure?.Invoke(options);
                options.IncludeServiceMessage = true;
            },
        };
        using var mem0 = new Mem0Client(Configured(new Mem0ClientOptions(), including, recorder));
        using var bland = new BlandClient(Configured(new BlandClientOptions(), including, recorder));
        var texts = new StringBuilder();
        foreach (var call in SecretCalls.Of(mem0, bland))
        {
            texts.AppendLine(await RunAsync(scene, call));
        }

        Assert.That(Secrets.In(recorder.AllText()), Is.Empty, recorder.AllText());
        Assert.That(texts.ToString(), Does.Not.Contain(Secrets.Key).And.Not.Contain(Secrets.OtherKey));
        if (scene.Name is "400 with JSON" or "500 with text")
        {
            Assert.That(texts.ToString(), Does.Contain(Secrets.ResponseText));
        }
    }

    [Test]
    public void The_search_finds_what_it_should() => Assert.That(Secrets.In("x " + Secrets.Key.ToUpperInvariant()), Is.EqualTo(new[] { Secrets.Key }));

    private static async Task<string> RunAsync(Scene scene, Func<CancellationToken, Task> call)
    {
        using var cancellation = new CancellationTokenSource();
        try
        {
            var running = call(cancellation.Token);
            if (scene.IsCancelled)
            {
                await cancellation.CancelAsync();
            }

            await running;
            return string.Empty;
        }
        catch (Exception failure)
        {
            return ExceptionText.Of(failure);
        }
    }

    private static TOptions Configured<TOptions>(TOptions options, Scene scene, Recorder recorder)
        where TOptions : ApiClientOptions
    {
        options.ApiKey = Secrets.Key;
        options.LoggerFactory = recorder.Log;
        options.Transport = scene.Transport();

        // In memory, so nothing is sent in the open.
        options.BaseAddress = new Uri("http://127.0.0.1:9/");
        options.Resilience.Retry.Delay = TimeSpan.Zero;
        options.Resilience.Retry.MaxRetryAttempts = 2;
        scene.Configure?.Invoke(options);
        return options;
    }

    private static void SetProvider(ApiClientOptions options, Func<CancellationToken, ValueTask<string>> provider)
    {
        options.ApiKey = null;
        options.ApiKeyProvider = provider;
    }

    private static void Rotating(ApiClientOptions options)
    {
        var asked = 0;
        SetProvider(options, _ => new ValueTask<string>(Interlocked.Increment(ref asked) % 2 == 1 ? Secrets.Key : Secrets.OtherKey));
    }

    private static ScriptedTransport Responding(int status, string body) => new ScriptedTransport().Respond(status, body, headers: [("X-Secret", Secrets.HeaderValue), ("Retry-After", "0")]);

    /// <summary>A response that every one of the operations takes.</summary>
    private static string Good() =>
        $$"""{"id":"{{Secrets.Id}}","memory":"{{Secrets.MemoryText}}","results":[],"message":"{{Secrets.ResponseText}}","data":{"id":"{{Secrets.Id}}","facts":{"{{Secrets.FactName}}":"{{Secrets.FactValue}}"},"phone":"{{Secrets.Phone}}"},"errors":null}""";

    private static string Errors() =>
        $$"""{"detail":"{{SecretCalls.Echo}}","data":null,"errors":[{"error":"{{Secrets.ResponseText}}","message":"{{SecretCalls.Echo}}","{{Secrets.FactName}}":["{{SecretCalls.Echo}}"]}]}""";
}
