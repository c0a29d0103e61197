using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Tools;

/// <summary>The functions that a model can call.</summary>
public class ToolTests : EmulatorTests
{
    private Mem0Memory _memory = null!;

    protected override void Configure(Mem0ClientOptions options) => options.Resilience.Retry.MaxRetryAttempts = 0;

    [SetUp]
    public void Prepare()
    {
        _memory = Service.Memory();
    }

    [TearDown]
    public async Task CleanUp()
    {
        await _memory.DisposeAsync();
    }

    [Test]
    public void Their_schemas_are_those_that_models_know()
    {
        var tools = _memory.CreateTools(Alice);

        Assert.That(tools.Select(tool => $"{tool.Name}: {tool.JsonSchema}"), Is.EqualTo(new[]
        {
            """recall_memories: {"type":"object","properties":{"query":{"description":"What to look for, in natural language.","type":"string"},"limit":{"description":"How many notes to return at most, 1 to 20.","type":"integer","default":5}},"required":["query"]}""",
            """remember: {"type":"object","properties":{"fact":{"description":"The fact: one sentence in the third person that can be understood by itself.","type":"string"}},"required":["fact"]}""",
            """forget_memory: {"type":"object","properties":{"memoryId":{"description":"The id of the note, as recall_memories returned it.","type":"string"}},"required":["memoryId"]}""",
        }));
        Assert.That(tools.Select(tool => tool.Description), Has.All.Not.Empty);
        Assert.That(tools[2].GetService<ApprovalRequiredAIFunction>(), Is.Not.Null, "a person has to approve");
        Assert.That(tools[1].GetService<ApprovalRequiredAIFunction>(), Is.Null);
    }

    [Test]
    public void Which_there_are_follows_the_options()
    {
        var some = _memory.CreateTools(Alice, new Mem0ToolOptions { CanRemember = false, ForgetNeedsApproval = false, NamePrefix = "mem0_" });
        var fewest = _memory.CreateTools(Alice, new Mem0ToolOptions { CanRemember = false, CanForget = false });

        Assert.That(some.Select(tool => tool.Name), Is.EqualTo(new[] { "mem0_recall_memories", "mem0_forget_memory" }));
        Assert.That(some[1].GetService<ApprovalRequiredAIFunction>(), Is.Null);
        Assert.That(fewest.Select(tool => tool.Name), Is.EqualTo(new[] { "recall_memories" }));
        Assert.That(() => _memory.CreateTools(Alice, new Mem0ToolOptions { MaxMemories = 0 }), Throws.ArgumentException.With.Message.Contains("MaxMemories"));
        Assert.That(() => _memory.CreateTools(Alice, new Mem0ToolOptions { NamePrefix = "a b" }), Throws.ArgumentException.With.Message.Contains("NamePrefix"));
    }

    [Test]
    public async Task A_fact_that_is_noted_is_found_at_once_and_can_be_forgotten()
    {
        var noted = (JsonElement)(await CallAsync("remember", ("fact", "Alice eats no meat for dinner.")))!;
        var found = (JsonElement)(await CallAsync("recall_memories", ("query", "dinner")))!;
        var id = noted.GetProperty("id").GetString();

        Assert.That(found.EnumerateArray().Select(one => one.ToString()), Is.EqualTo(new[] { $$"""{"id":"{{id}}","note":"Alice eats no meat for dinner.","noted":"{{DateTime.UtcNow:yyyy-MM-dd}}"}""" }));
        Assert.That(await CallAsync("forget_memory", ("memoryId", id)), Is.EqualTo("The memory is forgotten."));
        Assert.That(((JsonElement)(await CallAsync("recall_memories", ("query", "dinner")))!).GetArrayLength(), Is.Zero);
        Assert.That(await CallAsync("forget_memory", ("memoryId", id)), Is.EqualTo("There is no such memory."));
        Assert.That(Service.Emulator.Requests.For("Memories_Add").Single().Body, Does.Contain("\"infer\":false").And.Contain("\"user_id\":\"alice\""));
    }

    /// <summary>As an MCP server does it.</summary>
    [Test]
    public async Task A_result_can_be_written_with_the_options_of_its_function()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        foreach (var tool in _memory.CreateTools(Alice, new Mem0ToolOptions { ForgetNeedsApproval = false }))
        {
            var result = await tool.InvokeAsync(new AIFunctionArguments { ["query"] = "dinner", ["fact"] = "Alice eats.", ["memoryId"] = "x" });

            Assert.That(JsonSerializer.Serialize(result, tool.JsonSerializerOptions.GetTypeInfo(typeof(object))), Does.Contain(tool.Name == "forget_memory" ? "There is no such memory." : "Alice eats"));
        }
    }

    [Test]
    public async Task Another_users_memory_and_an_unknown_one_look_the_same_and_stay()
    {
        var ofBob = Service.Emulator.Mem0.AddMemory("Bob hates fish for dinner.", userId: "bob", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        var ofAgent = Service.Emulator.Mem0.AddMemory("The agent had dinner.", agentId: EmulatedMem0.Agent, appId: EmulatedMem0.App);
        var elsewhere = Service.Emulator.Mem0.AddMemory("Alice at the bank.", userId: "alice", appId: "bank");

        foreach (var id in new[] { ofBob, ofAgent, elsewhere, Guid.NewGuid().ToString(), "x", "../entities", "" })
        {
            Assert.That(await CallAsync("forget_memory", ("memoryId", id)), Is.EqualTo("There is no such memory."), id);
        }

        Assert.That(Service.Emulator.Mem0.MemoryCount, Is.EqualTo(3));
        Assert.That(Service.Emulator.Counters.Processed("Memories_Delete"), Is.Zero);
    }

    [Test]
    public async Task No_argument_of_a_model_changes_the_scope()
    {
        Service.Knows("bob", "Bob hates fish for dinner.");

        var found = await CallAsync("recall_memories", ("query", "dinner"), ("user_id", "bob"), ("scope", "bob"), ("userId", "bob"));

        Assert.That(((JsonElement)found!).GetArrayLength(), Is.Zero);
    }

    [TestCase(-1, 1)]
    [TestCase(3, 3)]
    [TestCase(1000, 20)]
    public async Task The_number_that_a_model_asks_for_is_kept_within_limits(int asked, int sent)
    {
        await CallAsync("recall_memories", ("query", "dinner"), ("limit", asked));

        Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain($"\"top_k\":{sent}"));
    }

    [Test]
    public async Task When_the_service_is_down_the_model_is_told_in_words()
    {
        var logs = new CollectedLogs();
        await using var memory = Service.Memory(loggerFactory: logs);
        Service.Emulator.Faults.Next(100).For("*").Respond(503, "secret");

        foreach (var (name, argument, value) in new[] { ("recall_memories", "query", "dinner"), ("remember", "fact", "Alice eats."), ("forget_memory", "memoryId", Guid.NewGuid().ToString()) })
        {
            Assert.That(await CallAsync(memory, name, default, (argument, value)), Is.EqualTo("Memory can't be reached at the moment; go on without it."), name);
        }

        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 6, 6, 6 }));
        Assert.That(logs.Entries.Select(entry => entry.Text), Has.None.Contains("dinner").And.None.Contains("secret"));
    }

    [Test]
    public async Task A_fact_without_content_is_not_noted_and_a_known_one_not_twice()
    {
        Assert.That(await CallAsync("remember", ("fact", " ")), Is.EqualTo("There is nothing to note."));
        await CallAsync("remember", ("fact", "Alice eats no meat."));
        Assert.That(await CallAsync("remember", ("fact", "Alice eats no meat.")), Is.EqualTo("That is known already."));
        Assert.That(Service.Emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    [TestCase("""{"status":"FAILED","message":"quota"}""", "Memory can't be reached at the moment; go on without it.")]
    [TestCase("""{"status":"FAILED","results":[]}""", "Memory can't be reached at the moment; go on without it.")]
    [TestCase("""{"status":"PENDING","event_id":"e1"}""", "It isn't known yet whether the fact was noted.")]
    [TestCase("""{"status":"PENDING","results":[]}""", "It isn't known yet whether the fact was noted.")]
    [TestCase("{}", "It isn't known yet whether the fact was noted.")]
    public async Task A_fact_that_the_service_does_not_confirm_is_not_called_known(string response, string said)
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Respond(200, response);

        Assert.That(await CallAsync("remember", ("fact", "Alice eats no meat.")), Is.EqualTo(said));
    }

    [Test]
    public void A_caller_who_cancels_gets_the_cancellation() =>
        Assert.That(async () => await CallAsync(_memory, "recall_memories", new CancellationToken(canceled: true), ("query", "dinner")), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task A_model_uses_them_in_a_loop()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        var model = new ScriptedChatClient(call => new ChatResponse(call.Messages[^1].Role == ChatRole.Tool
            ? new ChatMessage(ChatRole.Assistant, "You eat no meat.")
            : new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "recall_memories", new Dictionary<string, object?> { ["query"] = "dinner" })])));
        using var chat = model.AsBuilder().UseFunctionInvocation().Build();

        await chat.GetResponseAsync("What do you know of me?", new ChatOptions { Tools = [.. _memory.CreateTools(Alice)] });

        Assert.That(model.Last.Messages[^1].Contents.OfType<FunctionResultContent>().Single().Result!.ToString(), Does.Contain("Alice eats no meat for dinner."));
    }

    private Task<object?> CallAsync(string name, params (string Name, object? Value)[] arguments) => CallAsync(_memory, name, default, arguments);

    private static async Task<object?> CallAsync(Mem0Memory memory, string name, CancellationToken cancellationToken, params (string Name, object? Value)[] arguments)
    {
        var tool = memory.CreateTools(Alice, new Mem0ToolOptions { ForgetNeedsApproval = false }).Single(tool => tool.Name == name);
        return await tool.InvokeAsync(new AIFunctionArguments(arguments.ToDictionary(argument => argument.Name, argument => argument.Value)), cancellationToken);
    }
}
