using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.EmulatorTests.Faults;

/// <summary>Planned failures and their effect on the state, and resets.</summary>
internal sealed class FaultTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(7);

    [Test]
    public async Task A_planned_status_is_the_response_once_and_nothing_is_processed()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next().ForOperation("Stores_Create").Respond(503, """{"errors":null}""");
        await session.CallAsync("Stores_List");

        var failure = await session.RefusedAsync("Stores_Create", Store);

        Assert.That(failure, Is.TypeOf<MemoryApiServerException>());
        Assert.That(session.Emulator.Counters.Processed("Stores_Create"), Is.Zero);
        await session.CallAsync("Stores_Create", Store);
        Assert.That((session.Emulator.Faults.Injected, session.Emulator.Faults.Pending), Is.EqualTo((1L, 0)));
    }

    [Test]
    public async Task Too_many_requests_say_when_to_come_again()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next().For("GET", "/v1/ping/").TooManyRequests(TimeSpan.FromSeconds(1.5));

        var failure = await session.RefusedAsync("Account_Ping");

        Assert.That(failure, Is.TypeOf<MemoryApiRateLimitException>());
        Assert.That(failure.Headers["Retry-After"], Is.EqualTo(new[] { "2" }));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_dropped_connection_loses_the_request_or_only_the_response(bool afterHandling, int processed)
    {
        await using var session = await EmulatorSession.StartAsync();
        var fault = session.Emulator.Faults.Next();
        if (afterHandling)
        {
            fault.DropAfterHandling();
        }
        else
        {
            fault.Drop();
        }

        var failure = await session.RefusedAsync("Stores_Create", Store);

        Assert.That(failure, Is.TypeOf<MemoryApiTransportException>());
        Assert.That(session.Emulator.Requests.Last!.StatusCode, Is.Null);
        Assert.That(session.Emulator.Counters.Processed("Stores_Create"), Is.EqualTo(processed));
        Assert.That((await session.CallAsync("Stores_List"))["memories"]!.Count(), Is.EqualTo(processed));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_delay_comes_before_the_handling_or_before_the_response(bool beforeResponse, int processed)
    {
        var time = new WatchedTimeProvider();
        await using var session = await EmulatorSession.StartAsync(options => options.TimeProvider = time);
        if (beforeResponse)
        {
            session.Emulator.Faults.Next().DelayResponse(Delay);
        }
        else
        {
            session.Emulator.Faults.Next().Delay(Delay);
        }

        var call = session.CallAsync("Stores_Create", Store);
        await time.SomebodyWaitsAsync(Delay);

        Assert.That(session.Emulator.Counters.Processed("Stores_Create"), Is.EqualTo(processed));
        Assert.That(call.IsCompleted, Is.False);
        time.Advance(Delay);
        await call;
        Assert.That(session.Emulator.Counters.Processed("Stores_Create"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_faults()
    {
        await using var first = await EmulatorSession.StartAsync();
        await using var second = await EmulatorSession.StartAsync();

        var faults = await RandomFaultsAsync(first);

        Assert.That(faults, Does.Contain(503).And.Contain(200));
        Assert.That(await RandomFaultsAsync(second), Is.EqualTo(faults));
    }

    [Test]
    public async Task A_reset_forgets_everything()
    {
        await using var session = await EmulatorSession.StartAsync(options => options.BlandRateLimit = 1);
        session.Emulator.Mem0.AddMemory("Likes tea", "ann");
        await session.CallAsync("Contacts_Resolve", new { request = new { external_id = "crm-1" } });
        await session.CallAsync("Stores_Create", Store);
        await session.CallAsync("Projects_Create", new { org_id = "org_emulator", request = new { name = "Second" } });
        session.Emulator.Faults.Next().Drop();

        session.Emulator.Reset();

        Assert.That(session.Emulator.Requests, Is.Empty);
        Assert.That(session.Emulator.Counters.Snapshot(), Is.Empty);
        Assert.That(session.Emulator.Faults.Pending, Is.Zero);
        Assert.That((session.Emulator.Mem0.MemoryCount, session.Emulator.Bland.ContactCount), Is.EqualTo((0, 0)));
        Assert.That((await session.CallAsync("Stores_List"))["memories"], Is.Empty);
        Assert.That((int)(await session.CallAsync("Entities_List"))["count"]!, Is.Zero);
        Assert.That((await session.CallAsync("Projects_List", new { org_id = "org_emulator" })).Count(), Is.EqualTo(1));
    }

    private static object Store { get; } = new { request = new { name = "Support" } };

    private static async Task<int[]> RandomFaultsAsync(EmulatorSession session)
    {
        session.Emulator.Faults.Randomly(0.5, seed: 7).Respond(503);
        var statuses = new int[20];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (await session.SendAsync("GET", "/v1/ping/")).Status;
        }

        return statuses;
    }
}
