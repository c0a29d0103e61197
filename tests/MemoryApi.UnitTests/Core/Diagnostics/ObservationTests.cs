using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Diagnostics;

public sealed class ObservationTests
{
    private const string Name = "MemoryApi.Core";
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task A_call_is_a_client_span_named_like_the_operation()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), recorder);

        await connection.CallAsync(TestService.Request(relativeUri: "v1/things/secret-id/?q=secret-query"));

        var span = recorder.Spans.Single();
        Assert.That(span.DisplayName, Is.EqualTo("Things_Call"));
        Assert.That(span.Kind, Is.EqualTo(ActivityKind.Client));
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(span.Source.Version, Is.EqualTo(TestService.Description.ClientVersion));
        Assert.That(
            span.TagObjects,
            Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["http.request.method"] = "GET",
                ["server.address"] = "api.example.test",
                ["server.port"] = 443,
                ["url.template"] = "/v1/things/{id}/",
                ["http.response.status_code"] = 200,
            }));
    }

    [Test]
    public async Task Retries_are_events_and_counted()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Respond(503).Fail(new HttpRequestException(HttpRequestError.ConnectionError)).Respond(200, Good), recorder);

        await connection.CallAsync();

        var span = recorder.Spans.Single();
        Assert.That(span.GetTagItem("http.request.resend_count"), Is.EqualTo(2));
        Assert.That(span.GetTagItem("error.type"), Is.Null);
        Assert.That(span.Events.Select(happened => happened.Name), Is.EqualTo(new[] { ClientDiagnostics.RetryEvent, ClientDiagnostics.RetryEvent }));
        Assert.That(
            span.Events.Select(happened => happened.Tags.Single(tag => tag.Key == "error.type").Value), Is.EqualTo(new[] { "503", "connection_error" }));
        Assert.That(recorder.Spans, Has.Count.EqualTo(1));

        var retries = recorder.Measurements().Where(measurement => measurement.Instrument == ClientDiagnostics.Retries).ToList();
        Assert.That(retries.Sum(measurement => measurement.Value), Is.EqualTo(2));
        Assert.That(retries.Select(measurement => measurement.Tags["error.type"]), Is.EquivalentTo(new[] { "503", "connection_error" }));
        Assert.That(retries[0].Unit, Is.EqualTo("{retry}"));
    }

    [Test]
    public async Task The_duration_of_calls_is_measured_in_seconds()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Respond(200, Good).Respond(404), recorder);

        await connection.CallAsync();
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiNotFoundException>());

        var durations = recorder.Measurements().Where(measurement => measurement.Instrument == ClientDiagnostics.CallDuration).ToList();
        Assert.That(durations, Has.Count.EqualTo(2));
        Assert.That(durations.Select(measurement => measurement.Unit), Is.All.EqualTo("s"));
        Assert.That(durations.Select(measurement => measurement.Tags["http.response.status_code"]), Is.EquivalentTo(new[] { 200, 404 }));
        Assert.That(durations.Select(measurement => measurement.Tags.GetValueOrDefault("error.type")), Is.EquivalentTo(new[] { null, "404" }));
        Assert.That(durations.Select(measurement => measurement.Tags["url.template"]), Is.All.EqualTo("/v1/things/{id}/"));
    }

    public static IEnumerable<TestCaseData> Failures()
    {
        yield return new TestCaseData(new ScriptedTransport().Respond(404), "404", 404);
        yield return new TestCaseData(new ScriptedTransport().Respond(503), "503", 503);
        yield return new TestCaseData(new ScriptedTransport().Respond(408), "408", 408);
        yield return new TestCaseData(new ScriptedTransport().Respond(302), "invalid_response", 302);
        yield return new TestCaseData(new ScriptedTransport().Respond(200, "<html>"), "invalid_response", 200);
        yield return new TestCaseData(new ScriptedTransport().Respond(200, """{"errors":[{"error":"X"}]}"""), "MemoryApi.Core.MemoryApiException", 200);
        yield return new TestCaseData(new ScriptedTransport().Fail(new HttpRequestException(HttpRequestError.NameResolutionError)), "name_resolution_error", null);
        yield return new TestCaseData(new ScriptedTransport().Fail(new HttpRequestException("lost")), "System.Net.Http.HttpRequestException", null);
        yield return new TestCaseData(new ScriptedTransport().Fail(new TaskCanceledException("late", new TimeoutException())), "timeout", null);
        yield return new TestCaseData(new ScriptedTransport().Fail(new NotSupportedException()), "System.NotSupportedException", null);
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_failure_sets_error_type_and_status(HttpMessageHandler transport, string errorType, int? status)
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(transport, recorder, options => options.Resilience.Retry.MaxRetryAttempts = 0);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.Exception);

        var span = recorder.Spans.Single();
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(span.GetTagItem("error.type"), Is.EqualTo(errorType));
        Assert.That(span.GetTagItem("http.response.status_code"), Is.EqualTo(status));
    }

    [Test]
    public async Task A_cancelled_and_a_rejected_call_are_recorded_too()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Hang(), recorder, options =>
        {
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 1;
            options.Resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = 0;
        });
        using var cancellation = new CancellationTokenSource();
        var call = connection.CallAsync(cancellationToken: cancellation.Token);
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        await cancellation.CancelAsync();
        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());

        Assert.That(recorder.Spans.Select(span => span.GetTagItem("error.type")), Is.EqualTo(new[] { "concurrency_limit", "cancelled" }));
        Assert.That(recorder.Log.Entries.Select(entry => entry.Event.Id), Is.EqualTo(new[] { 2, 8, 8 }));
    }

    [Test]
    public async Task The_span_is_the_child_of_the_callers_and_does_not_stay_current()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Respond(200, Good), recorder);
        using var outer = new Activity("outer") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        await connection.CallAsync();

        Assert.That(recorder.Spans.Single().ParentSpanId, Is.EqualTo(outer.SpanId));
        Assert.That(Activity.Current, Is.SameAs(outer));
    }

    [Test]
    public async Task Events_of_the_log_have_stable_ids()
    {
        using var recorder = new Recorder(Name);
        using var connection = Connect(new ScriptedTransport().Respond(503).Respond(200, Good), recorder);

        await connection.CallAsync();

        Assert.That(recorder.Log.Entries.Select(entry => (entry.Event.Id, entry.Event.Name, entry.Level)), Is.EqualTo(new[]
        {
            (1, "Retrying", LogLevel.Warning),
            (7, "Succeeded", LogLevel.Debug),
        }));
        Assert.That(recorder.Log.Entries.Select(entry => entry.Category), Is.All.EqualTo(Name));
    }

    [Test]
    public void The_names_are_those_of_the_packages()
    {
        Assert.That(Mem0Client.Service.ClientName, Is.EqualTo(Mem0Diagnostics.ActivitySourceName).And.EqualTo(Mem0Diagnostics.MeterName).And.EqualTo(Mem0Diagnostics.LogCategory));
        Assert.That(BlandClient.Service.ClientName, Is.EqualTo(BlandDiagnostics.ActivitySourceName).And.EqualTo(BlandDiagnostics.MeterName).And.EqualTo(BlandDiagnostics.LogCategory));
    }

    private static ApiConnection Connect(HttpMessageHandler transport, Recorder recorder, Action<TestOptions>? configure = null) =>
        TestService.Connect(transport, options =>
        {
            options.LoggerFactory = recorder.Log;
            configure?.Invoke(options);
        });
}
