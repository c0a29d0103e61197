using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.EmulatorTests.Faults;

/// <summary>Names from a closed set. A misspelled one is refused, since a test with a fault that never happens would pass.</summary>
internal sealed class MisspelledNameTests
{
    [TestCase("MemoriesAdd", "Memories_Add")]
    [TestCase("memories_add", "Memories_Add")]
    [TestCase("Memories.AddAsync", "Memories_Add")]
    [TestCase("Memories_Serch", "Memories_Search")]
    [TestCase("Memory_MergeFact", "Memory_MergeFacts")]
    public async Task A_fault_for_an_operation_that_does_not_exist_is_refused_and_the_nearest_one_is_named(string misspelled, string nearest)
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();

        Assert.That(
            () => emulator.Faults.Next().ForOperation(misspelled).Respond(503),
            Throws.ArgumentException.With.Message.Contains($"The emulator has no operation '{misspelled}'. Did you mean '{nearest}'?")
                .And.Property(nameof(ArgumentException.ParamName)).EqualTo("operation"));
        Assert.That(() => emulator.Faults.Randomly(1, seed: 1).ForOperation(misspelled).Drop(), Throws.ArgumentException);
        Assert.That(emulator.Faults.Pending, Is.Zero);
    }

    [TestCase("")]
    [TestCase("Transcribe")]
    public async Task Without_a_similar_operation_the_message_says_how_operations_are_named(string name)
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();

        Assert.That(
            () => emulator.Faults.Next().ForOperation(name),
            Throws.ArgumentException.With.Message.StartsWith($"The emulator has no operation '{name}'. Operations are named after the clients' methods: group, underscore and verb"));
    }

    [Test]
    public async Task Requests_and_counts_of_an_operation_that_does_not_exist_are_refused_too()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();

        Assert.That(() => emulator.Requests.For("Memories_Ad"), Throws.ArgumentException.With.Message.Contains("Did you mean 'Memories_Add'?"));
        Assert.That(() => emulator.Counters.Processed("Memories_Ad"), Throws.ArgumentException.With.Message.Contains("Did you mean 'Memories_Add'?"));
        Assert.That(() => emulator.Requests.For(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Each_operation_of_the_specifications_is_known_before_the_first_request()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        var names = ExchangeValidator.Operations.Select(operation => operation.Id).ToList();

        foreach (var name in names)
        {
            emulator.Faults.Next().ForOperation(name).Drop();
            Assert.That((emulator.Requests.For(name).Count, emulator.Counters.Processed(name)), Is.EqualTo((0, 0L)), name);
        }

        Assert.That(emulator.Faults.Pending, Is.EqualTo(names.Count).And.GreaterThan(50));
    }

    [TestCase("GETT", "/", "HTTP has no method 'GETT'", "method")]
    [TestCase("Memories_Add", "/", "HTTP has no method 'Memories_Add'", "method")]
    [TestCase("GET", "v1/ping/", "No path begins with 'v1/ping/'", "pathPrefix")]
    [TestCase("GET", "/v1/ping/?a=1", "No path begins with '/v1/ping/?a=1'", "pathPrefix")]
    public async Task A_fault_for_a_method_or_path_that_no_request_can_have_is_refused(string method, string path, string reason, string parameter)
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();

        Assert.That(
            () => emulator.Faults.Next().For(method, path).Drop(),
            Throws.ArgumentException.With.Message.StartsWith(reason).And.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter));
        Assert.That(emulator.Faults.Pending, Is.Zero);
    }

    [TestCase("get", "/v1/ping/")]
    [TestCase("*", "")]
    public async Task Any_method_and_any_path_can_be_given(string method, string path)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.Next().For(method, path).Respond(503);

        Assert.That((await session.SendAsync("GET", "/v1/ping/")).Status, Is.EqualTo(503));
    }

    [Test]
    public void Options_with_an_undefined_value_are_refused_before_the_start()
    {
        Assert.That(
            () => MemoryApiEmulator.StartAsync(new EmulatorOptions { FactMerge = (FactMerge)3 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("FactMerge has no such value. It has Shallow, Deep, NullRemovesKey."));
        Assert.That(() => MemoryApiEmulator.StartAsync(new EmulatorOptions { Mem0Responses = (Mem0Responses)(-1) }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
