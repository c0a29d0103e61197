using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>Which data a deletion removes, and which it keeps.</summary>
internal sealed class DeletionTests
{
    private EmulatorSession _session = null!;

    [SetUp]
    public async Task StartAsync() => _session = await EmulatorSession.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _session.DisposeAsync();

    [Test]
    public async Task Delete_linked_removes_what_the_memory_superseded_and_what_that_superseded()
    {
        var (oldest, middle, newest) = AddChain();

        Assert.That(await DeleteLinkedAsync(newest), Is.EqualTo(2));
        Assert.That(await AreThereAsync(oldest, middle, newest), Is.EqualTo(new[] { false, false, false }));
    }

    [Test]
    public async Task Delete_linked_never_removes_what_superseded_the_memory()
    {
        var (oldest, middle, newest) = AddChain();

        Assert.That(await DeleteLinkedAsync(oldest), Is.Zero);
        Assert.That(await AreThereAsync(oldest, middle, newest), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public async Task Delete_linked_in_the_middle_removes_the_older_side_only()
    {
        var (oldest, middle, newest) = AddChain();

        Assert.That(await DeleteLinkedAsync(middle), Is.EqualTo(1));
        Assert.That(await AreThereAsync(oldest, middle, newest), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task Delete_linked_removes_every_branch_but_not_what_another_memory_has_superseded_since()
    {
        var (left, right, newest, other) = (Add("tea"), Add("milk"), Add("coffee"), Add("water"));
        _session.Emulator.Mem0.Supersede(left, newest);
        _session.Emulator.Mem0.Supersede(right, newest);
        _session.Emulator.Mem0.Supersede(right, other);

        Assert.That(await DeleteLinkedAsync(newest), Is.EqualTo(1));
        Assert.That(await AreThereAsync(left, right, newest, other), Is.EqualTo(new[] { false, true, false, true }));
    }

    [Test]
    public async Task Delete_linked_ends_where_memories_superseded_each_other()
    {
        var (one, two) = (Add("tea"), Add("milk"));
        _session.Emulator.Mem0.Supersede(one, two);
        _session.Emulator.Mem0.Supersede(two, one);

        Assert.That(await DeleteLinkedAsync(one), Is.EqualTo(1));
        Assert.That(_session.Emulator.Mem0.MemoryCount, Is.Zero);
    }

    [Test]
    public async Task Without_delete_linked_only_the_memory_goes_and_nothing_is_counted()
    {
        var (oldest, middle, newest) = AddChain();

        var deleted = await _session.CallAsync("Memories_Delete", new { memory_id = newest });

        Assert.That(deleted["cascade_count"], Is.Null);
        Assert.That(await AreThereAsync(oldest, middle, newest), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public async Task The_memories_of_every_user_go_and_those_of_nobody_but_agents_stay()
    {
        var users = new[] { Add("tea"), _session.Emulator.Mem0.AddMemory("milk", "bob", "waiter") };
        var agent = _session.Emulator.Mem0.AddMemory("Serves tea", agentId: "waiter");

        await _session.Mem0.Events.WaitAsync(await _session.Mem0.Memories.DeleteAllOfEveryAsync(EntityType.User));

        Assert.That(await AreThereAsync([.. users, agent]), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task Two_stars_stand_for_every_user_and_every_agent()
    {
        var gone = new[] { Add("tea"), _session.Emulator.Mem0.AddMemory("Serves tea", agentId: "waiter") };
        var run = _session.Emulator.Mem0.AddMemory("It rains", runId: "r1");

        var exchange = await _session.SendAsync("DELETE", "/v1/memories/?agent_id=*&user_id=*");
        await _session.Mem0.Events.WaitAsync((string)exchange.Json!["event_id"]!);

        Assert.That(await AreThereAsync([.. gone, run]), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public async Task A_star_for_each_entity_empties_the_project()
    {
        Add("tea");
        _session.Emulator.Mem0.AddMemory("Serves tea", agentId: "waiter");
        _session.Emulator.Mem0.AddMemory("It rains", runId: "r1");

        var queued = await _session.Mem0.Memories.DeleteAllInProjectAsync();

        Assert.That((await _session.Mem0.Events.WaitAsync(queued)).Status, Is.EqualTo(EventStatus.Succeeded));
        Assert.That(_session.Emulator.Mem0.MemoryCount, Is.Zero);
    }

    [Test]
    public async Task Of_several_entities_only_one_may_be_honoured_as_the_service_warns()
    {
        var ids = new[] { Add("tea"), _session.Emulator.Mem0.AddMemory("milk", "ann", runId: "r1"), _session.Emulator.Mem0.AddMemory("It rains", runId: "r1") };

        await _session.Mem0.Events.WaitAsync(await _session.Mem0.Memories.DeleteAllUncheckedAsync(EntityScope.User("ann").WithRun("r1")));

        Assert.That(await AreThereAsync(ids), Is.EqualTo(new[] { false, false, true }));
    }

    [TestCase("DELETE", "/v2/entities/user/nobody/")]
    [TestCase("DELETE", "/v1/entities/user/99/")]
    public async Task Deleting_an_unknown_entity_is_queued_and_deletes_nothing(string method, string url)
    {
        var memory = Add("tea");

        var exchange = await _session.SendAsync(method, url);

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.ToString());
        Assert.That(ExchangeValidator.Response(exchange), Is.Empty);
        var done = await _session.CallAsync("Events_Get", new { event_id = (string)exchange.Json!["event_id"]! });
        Assert.That((string?)done["status"], Is.EqualTo("SUCCEEDED"));
        Assert.That((string?)done["payload"]!["entity_id"], Is.EqualTo(url.Split('/')[^2]));
        Assert.That(done["results"], Is.Empty);
        Assert.That(await AreThereAsync(memory), Is.EqualTo(new[] { true }));
    }

    [Test]
    public async Task Every_entity_of_a_type_is_deleted_however_many_pages_they_fill()
    {
        for (var i = 0; i < 230; i++)
        {
            _session.Emulator.Mem0.AddMemory("Likes tea", "user-" + i);
        }

        _session.Emulator.Mem0.AddMemory("Serves tea", agentId: "waiter");

        var deletions = await _session.Mem0.Entities.DeleteEveryAsync(EntityType.User);
        foreach (var deletion in deletions)
        {
            await _session.Mem0.Events.WaitAsync(deletion);
        }

        var left = await _session.CallAsync("Entities_List");
        Assert.That(deletions, Has.Count.EqualTo(230));
        Assert.That(left["results"]!.Select(entity => (string?)entity["name"]), Is.EqualTo(new[] { "waiter" }));
        Assert.That(_session.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    private string Add(string what) => _session.Emulator.Mem0.AddMemory("Likes " + what, "ann");

    private (string Oldest, string Middle, string Newest) AddChain()
    {
        var chain = (Oldest: Add("tea"), Middle: Add("milk"), Newest: Add("coffee"));
        _session.Emulator.Mem0.Supersede(chain.Oldest, chain.Middle);
        _session.Emulator.Mem0.Supersede(chain.Middle, chain.Newest);
        return chain;
    }

    private async Task<int> DeleteLinkedAsync(string memory_id) =>
        (int)(await _session.CallAsync("Memories_Delete", new { memory_id, delete_linked = true }))["cascade_count"]!;

    private async Task<bool[]> AreThereAsync(params string[] ids)
    {
        var listed = await _session.CallAsync("Memories_List", new { request = new { filters = JObject.Parse("""{"OR":[{"user_id":"*"},{"agent_id":"*"},{"run_id":"*"}]}""") } });
        var there = listed["results"]!.Select(memory => (string)memory["id"]!).ToHashSet();
        return [.. ids.Select(there.Contains)];
    }
}
