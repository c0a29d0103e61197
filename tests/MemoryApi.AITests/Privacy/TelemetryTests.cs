using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Privacy;

/// <summary>The content of logs, spans and metrics, and the data that must never be in them.</summary>
[NonParallelizable]
public sealed class TelemetryTests
{
    private static readonly ActivitySource Callers = new("MemoryApi.AITests.Callers");

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measurements = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters;

    public TelemetryTests()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("MemoryApi.", StringComparison.Ordinal) || source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("MemoryApi.", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    [SetUp]
    public void Forget()
    {
        _spans.Clear();
        _measurements.Clear();
    }

    [Test]
    public async Task A_turn_has_a_span_for_recalling_and_a_later_one_for_storing_that_links_to_it()
    {
        await using var mem0 = await EmulatedMem0.StartAsync();
        mem0.Knows("alice", "Alice eats no meat for dinner.");
        await using var memory = mem0.Memory();
        using var chat = new ScriptedChatClient("Dal.").AsBuilder().UseMem0Memory(memory, EmulatedMem0.Scope("alice")).Build();

        using var turn = Callers.StartActivity("turn")!;
        await chat.GetResponseAsync("dinner?");
        await memory.FlushAsync();
        turn.Stop();

        var recall = Own("memory.recall").Single();
        Assert.That(recall.ParentSpanId, Is.EqualTo(turn.SpanId));
        Assert.That(recall.TagObjects, Is.EquivalentTo(new Dictionary<string, object?> { ["memoryapi.memory.outcome"] = "found", ["memoryapi.memory.results"] = 1, ["memoryapi.memory.characters"] = 30 }));
        Assert.That(_spans.Single(span => span.OperationName == "Memories_Search").ParentSpanId, Is.EqualTo(recall.SpanId));
        var remember = Own("memory.remember").Single();
        Assert.That(remember.Parent, Is.Null);
        Assert.That(remember.ParentSpanId, Is.EqualTo(default(ActivitySpanId)), "the turn is over by then");
        Assert.That(remember.Links.Single().Context.SpanId, Is.EqualTo(turn.SpanId));
        Assert.That(remember.TagObjects, Is.EquivalentTo(new Dictionary<string, object?> { ["memoryapi.memory.outcome"] = "stored" }));
        Assert.That(_spans.Single(span => span.OperationName == "Memories_Add").ParentSpanId, Is.EqualTo(remember.SpanId));
        Assert.That(_measurements.Where(one => one.Name == Mem0MemoryDiagnostics.Queued).Select(one => one.Value), Is.EqualTo(new[] { 1.0, -1.0 }));
        Assert.That(_measurements.Single(one => one.Name == Mem0MemoryDiagnostics.RecallDuration).Tags, Is.EqualTo("memoryapi.memory.outcome=found"));
    }

    [Test]
    public async Task Each_outcome_of_recalling_has_its_name()
    {
        await using var mem0 = await EmulatedMem0.StartAsync(options => options.Resilience.Retry.MaxRetryAttempts = 0);
        mem0.Emulator.Faults.Next().ForOperation("Memories_Search").Respond(500);
        mem0.Emulator.Faults.Next().ForOperation("Memories_Search").Delay(TimeSpan.FromSeconds(20));
        await using var memory = mem0.Memory(options => options.RecallTimeout = TimeSpan.FromMilliseconds(300));

        foreach (var query in new[] { "fails", "is slow", "finds nothing", " " })
        {
            await memory.RecallAsync(query, EmulatedMem0.Scope("alice"));
        }

        Assert.That(Own("memory.recall").Select(span => span.GetTagItem(Mem0MemoryDiagnostics.OutcomeTag)), Is.EqualTo(new[] { "failed", "timeout", "empty", "skipped" }));
    }

    [Test]
    public async Task Turns_that_are_not_stored_are_counted_by_reason()
    {
        await using var mem0 = await EmulatedMem0.StartAsync(options => options.Resilience.Retry.MaxRetryAttempts = 0);
        mem0.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(500);
        await using var memory = mem0.Memory();

        await memory.RememberAsync([new(ChatRole.User, "a")], [], EmulatedMem0.Scope("alice"));
        await memory.DisposeAsync();
        await memory.RememberAsync([new(ChatRole.User, "b")], [], EmulatedMem0.Scope("alice"));

        Assert.That(_measurements.Where(one => one.Name == Mem0MemoryDiagnostics.Unstored).Select(one => one.Tags), Is.EqualTo(new[] { "memoryapi.memory.reason=failed", "memoryapi.memory.reason=shutdown" }));
        Assert.That(_measurements.Where(one => one.Name == Mem0MemoryDiagnostics.Queued).Sum(one => one.Value), Is.Zero);
    }

    /// <summary>Every kind of success and failure, with texts, ids, a key and a query that are easy to find in the telemetry.</summary>
    [Test]
    public async Task Nothing_that_is_said_or_known_and_no_id_or_key_is_in_logs_spans_or_metrics()
    {
        var logs = new CollectedLogs();
        await using var mem0 = await EmulatedMem0.StartAsync(
            options =>
            {
                options.LoggerFactory = logs;
                options.Resilience.Retry.MaxRetryAttempts = 1;
                options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
            },
            new() { EventDelay = TimeSpan.Zero, Mem0ApiKey = "m0-MARKKEY" });
        var known = mem0.Emulator.Mem0.AddMemory("MARKMEMORY about dinner", userId: "MARKUSER", appId: "MARKAPP");
        var scope = EntityScope.User("MARKUSER").WithAgent("MARKAGENT").WithApp("MARKAPP");
        var memory = mem0.Memory(
            options =>
            {
                options.OnUnstored = _ => throw new InvalidOperationException("MARKOUTBOX");
                options.RetryFor = TimeSpan.Zero;
            },
            logs);
        using var chat = new ScriptedChatClient("MARKANSWER").AsBuilder().UseMem0Memory(memory, scope).Build();

        foreach (var status in new[] { 0, 400, 401, 403, 404, 429, 500, 200 })
        {
            if (status > 0)
            {
                mem0.Emulator.Faults.Next(8).For("*").Respond(status, """{"detail":"MARKDETAIL","messages":["MARKBODY"]}""");
            }

            await chat.GetResponseAsync("MARKQUESTION about dinner");
            foreach (var tool in memory.CreateTools(scope, new Mem0ToolOptions { ForgetNeedsApproval = false }))
            {
                await tool.InvokeAsync(new AIFunctionArguments { ["query"] = "MARKQUERY", ["fact"] = "MARKFACT", ["memoryId"] = known });
            }

            await memory.FlushAsync();
            mem0.Emulator.Faults.Clear();
        }

        await mem0.Emulator.DisposeAsync();
        await chat.GetResponseAsync("MARKQUESTION about dinner");
        await memory.DisposeAsync();
        await chat.GetResponseAsync("MARKQUESTION about dinner");

        var told = logs.Entries.Select(entry => entry.Text)
            .Concat(_spans.Where(span => span.Source.Name.StartsWith("MemoryApi.", StringComparison.Ordinal)).SelectMany(Texts))
            .Concat(_measurements.Select(one => $"{one.Name} {one.Tags}"))
            .ToList();
        Assert.That(logs.MemoryEvents.Distinct(), Is.SupersetOf(new[] { 1, 2, 3, 5, 6 }), "all kinds of failures");
        Assert.That(told, Has.Count.GreaterThan(100));
        Assert.That(told.Where(text => text.Contains("MARK", StringComparison.OrdinalIgnoreCase) || text.Contains(known, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private IEnumerable<Activity> Own(string name) => _spans.Where(span => span.OperationName == name && span.Source.Name == Mem0MemoryDiagnostics.ActivitySourceName);

    private static IEnumerable<string> Texts(Activity span) =>
    [
        span.OperationName, span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. span.Baggage.Select(item => $"{item.Key}={item.Value}"),
        .. span.Events.SelectMany(one => one.Tags.Select(tag => $"{one.Name} {tag.Key}={tag.Value}")),
    ];

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = "";
        foreach (var tag in tags)
        {
            text += $"{(text.Length > 0 ? ";" : "")}{tag.Key}={tag.Value}";
        }

        _measurements.Enqueue((instrument.Name, value, text));
    }
}
