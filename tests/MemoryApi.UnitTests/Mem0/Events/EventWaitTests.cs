using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Mem0.Events;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EventWaitTests
{
    private readonly WatchedTimeProvider _clock = new();

    private WaitOptions Wait => new() { TimeProvider = _clock };

    [Test]
    public async Task It_looks_again_after_growing_intervals_until_the_event_has_succeeded()
    {
        using var service = ScriptedMem0.Responding(
            (200, Event("PENDING")), (200, Event("RUNNING")), (200, Event("PROCESSING")), (200, Event("SOMETHING_NEW")), (200, Event("PENDING")),
            (200, Event("PENDING")), (200, Event("PENDING")), (200, Event("PENDING")), (200, Event("SUCCEEDED")));
        using var client = service.Client();
        var progress = new Collected<MemoryEvent>();

        var (memoryEvent, waits) = await _clock.FinishAsync(client.Events.WaitAsync("e1", Wait, progress));

        Assert.Multiple(() =>
        {
            Assert.That(memoryEvent.Status, Is.EqualTo(EventStatus.Succeeded));
            Assert.That(service.Arrived.Select(request => request.ToString()), Is.All.EqualTo("GET /v1/event/e1/"));
            Assert.That(waits, Is.EqualTo(new[] { 0.5, 0.75, 1.125, 1.6875, 2.53125, 3.796875, 5, 5 }).Within(0.001));
            Assert.That(progress.Reports.Select(report => report.Status?.Value).Take(3), Is.EqualTo(new[] { "PENDING", "RUNNING", "PROCESSING" }));
            Assert.That(progress.Reports, Has.Count.EqualTo(9));
        });
    }

    [Test]
    public async Task Without_a_clock_of_its_own_it_waits_by_that_of_the_client()
    {
        using var service = ScriptedMem0.Responding((200, Event("PENDING")), (200, Event("SUCCEEDED")));
        using var client = service.Client(options => options.TimeProvider = _clock);

        var (_, waits) = await _clock.FinishAsync(client.Events.WaitAsync("e1", new WaitOptions { FirstInterval = TimeSpan.FromHours(1), LongestInterval = TimeSpan.FromHours(1), Limit = TimeSpan.FromHours(2) }));

        Assert.That(waits, Is.EqualTo(new[] { 3600d }));
    }

    [Test]
    public async Task An_event_without_results_has_succeeded_all_the_same()
    {
        using var service = ScriptedMem0.Responding((200, """{"id":"e1","status":"SUCCEEDED","results":[]}"""));
        using var client = service.Client();

        var memoryEvent = await client.Events.WaitAsync("e1");

        Assert.That(memoryEvent.Results, Is.Empty);
    }

    [Test]
    public async Task A_failed_event_is_an_exception_with_the_event()
    {
        using var service = ScriptedMem0.Responding((200, """{"id":"e1","status":"FAILED","error":"quota of alice"}"""));
        using var client = service.Client();

        var failure = await Assert.ThrowsAsync<MemoryEventFailedException>(() => client.Events.WaitAsync("e1", Wait));

        Assert.Multiple(() =>
        {
            Assert.That(failure, Is.InstanceOf<MemoryApiException>());
            Assert.That(failure!.Event.Id, Is.EqualTo("e1"));
            Assert.That(failure.ServiceMessage, Is.EqualTo("quota of alice"));
            Assert.That(failure.ToString(), Does.Not.Contain("alice"));
            Assert.That(failure.Operation, Is.EqualTo("Events_Get"));
        });
    }

    [Test]
    public async Task The_limit_ends_the_wait_with_the_last_event_after_one_last_look()
    {
        using var service = ScriptedMem0.Responding((200, Event("PENDING")), (200, Event("RUNNING")));
        using var client = service.Client();
        var wait = Wait;
        wait.Limit = TimeSpan.FromSeconds(2);

        var (timeout, waits) = await _clock.FailAsync<MemoryEventTimeoutException>(client.Events.WaitAsync("e1", wait));

        Assert.Multiple(() =>
        {
            Assert.That(waits, Is.EqualTo(new[] { 0.5, 0.75, 0.75 }));
            Assert.That(service.Arrived, Has.Count.EqualTo(4));
            Assert.That(timeout.LastEvent!.Status, Is.EqualTo(EventStatus.Running));
            Assert.That(timeout.Limit, Is.EqualTo(TimeSpan.FromSeconds(2)));
            Assert.That(timeout, Is.InstanceOf<MemoryApiException>());
        });
    }

    [Test]
    public async Task A_look_that_hangs_ends_one_interval_after_the_limit()
    {
        using var service = new ScriptedMem0(async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return (200, "");
        });
        using var client = service.Client();
        var wait = Wait;
        wait.Limit = TimeSpan.FromSeconds(10);

        var (timeout, waits) = await _clock.FailAsync<MemoryEventTimeoutException>(client.Events.WaitAsync("e1", wait));

        Assert.That(waits, Is.EqualTo(new[] { 15d }));
        Assert.That(timeout.LastEvent, Is.Null);
    }

    [Test]
    public async Task Cancelling_ends_the_wait_as_a_cancellation()
    {
        using var service = ScriptedMem0.Responding((200, Event("PENDING")));
        using var client = service.Client();
        using var cancellation = new CancellationTokenSource();
        var waiting = client.Events.WaitAsync("e1", Wait, cancellationToken: cancellation.Token);
        await _clock.NextWaitAsync(waiting);

        await cancellation.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
    }

    [Test]
    public void Cancelling_a_look_ends_the_wait_as_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        using var service = new ScriptedMem0(async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return (200, "");
        });
        using var client = service.Client();

        Assert.That(
            async () => await client.Events.WaitAsync("e1", Wait, cancellationToken: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
    }

    [Test]
    public void An_error_of_a_look_surfaces()
    {
        using var service = ScriptedMem0.Responding((404, """{"error":"Event not found"}"""));
        using var client = service.Client();

        Assert.That(async () => await client.Events.WaitAsync("e1", Wait), Throws.InstanceOf<MemoryApiNotFoundException>());
    }

    [Test]
    public async Task An_addition_that_was_stored_at_once_needs_no_call()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();
        var addition = new AddMemoriesResult
        {
            Status = AddStatus.Succeeded,
            Results = [new AddedMemory { Id = "m1", Event = MemoryEventKind.Add, Data = new MemoryData { Text = "text" } }],
        };

        var memoryEvent = await client.Events.WaitAsync(addition);

        Assert.Multiple(() =>
        {
            Assert.That(memoryEvent.Status, Is.EqualTo(EventStatus.Succeeded));
            Assert.That(memoryEvent.Results![0].Id, Is.EqualTo("m1"));
            Assert.That(memoryEvent.Results[0].Data!.Text, Is.EqualTo("text"));
            Assert.That(service.Arrived, Is.Empty);
        });
    }

    [Test]
    public async Task An_addition_whose_response_says_that_it_failed_is_an_exception_of_the_add()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();
        var addition = new AddMemoriesResult { Status = AddStatus.Failed, Message = "no quota", EventId = "e1" };

        var failures = new[]
        {
            await Assert.ThrowsAsync<MemoryEventFailedException>(() => client.Events.WaitAsync(addition)),
            await Assert.ThrowsAsync<MemoryEventFailedException>(() => client.Memories.WaitUntilSearchableAsync(addition, EntityScope.User("alice"))),
        };

        foreach (var failure in failures)
        {
            Assert.That((failure!.Operation, failure.ServiceMessage), Is.EqualTo(("Memories_Add", "no quota")));
            Assert.That((failure.Event.Id, failure.Event.Status, failure.Event.Error), Is.EqualTo(("e1", EventStatus.Failed, "no quota")));
            Assert.That(failure.Message, Does.StartWith("Memories_Add: the service reported that the add failed.").And.Not.Contain("no quota"));
        }

        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public void An_addition_that_is_queued_without_an_event_can_not_be_waited_for()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();

        Assert.That(
            async () => await client.Events.WaitAsync(new AddMemoriesResult { Status = AddStatus.Pending }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("addition"));
    }

    [Test]
    public async Task Queued_work_is_waited_for_by_its_event()
    {
        using var service = ScriptedMem0.Responding((200, Event("SUCCEEDED")));
        using var client = service.Client();

        await client.Events.WaitAsync(new AddMemoriesResult { Status = AddStatus.Pending, EventId = "e1" });
        await client.Events.WaitAsync(new QueuedDeletion { EventId = "e2" });

        Assert.That(service.Arrived.Select(request => request.PathAndQuery), Is.EqualTo(new[] { "/v1/event/e1/", "/v1/event/e2/" }));
    }

    [Test]
    public async Task A_deletion_without_an_event_is_done()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();

        var memoryEvent = await client.Events.WaitAsync(new QueuedDeletion());

        Assert.That(memoryEvent.Status, Is.EqualTo(EventStatus.Succeeded));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public void A_blank_id_is_refused()
    {
        using var service = ScriptedMem0.Responding((500, ""));
        using var client = service.Client();

        Assert.That(async () => await client.Events.WaitAsync(" "), Throws.ArgumentException.With.Property("ParamName").EqualTo("eventId"));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public void Options_outside_of_their_range_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new WaitOptions { Limit = TimeSpan.Zero }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new WaitOptions { Limit = Timeout.InfiniteTimeSpan }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new WaitOptions { FirstInterval = TimeSpan.FromDays(2) }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new WaitOptions { LongestInterval = TimeSpan.FromTicks(-1) }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new WaitOptions { Growth = 0.9 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new WaitOptions { Growth = double.NaN }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }

    private static string Event(string status) => $$"""{"id":"e1","event_type":"ADD","status":"{{status}}","results":null}""";
}
