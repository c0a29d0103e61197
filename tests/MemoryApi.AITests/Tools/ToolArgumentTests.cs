using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Tools;

/// <summary>Arguments as models and their clients really pass them. A lookup doesn't fail because a number is a text.</summary>
public class ToolArgumentTests : EmulatorTests
{
    [TestCase("7", 7)]
    [TestCase("\"7\"", 7)]
    [TestCase("7.0", 7)]
    [TestCase("7e0", 7)]
    [TestCase("1e300", 20)]
    [TestCase("-1e300", 1)]
    [TestCase("null", 5)]
    [TestCase("\"many\"", 5)]
    [TestCase("\"NaN\"", 5)]
    [TestCase("[7]", 5)]
    public async Task A_limit_in_JSON_is_read_leniently(string json, int sent)
    {
        await RecallAsync(JsonDocument.Parse(json).RootElement);

        Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain($"\"top_k\":{sent}"));
    }

    [Test]
    public async Task A_limit_of_any_type_is_read()
    {
        foreach (var limit in new object?[] { 7, 7L, (short)7, 7.0, 7m, 7f, "7" })
        {
            await RecallAsync(limit);

            Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain("\"top_k\":7"), limit!.GetType().Name);
        }

        await RecallAsync(null);
        Assert.That(Service.Emulator.Requests.Last!.Body, Does.Contain("\"top_k\":5"));
    }

    [Test]
    public async Task A_query_of_null_finds_nothing_and_is_no_failure()
    {
        var logs = new CollectedLogs();
        await using var memory = Service.Memory(loggerFactory: logs);

        var found = await memory.CreateTools(Alice)[0].InvokeAsync(new AIFunctionArguments(new Dictionary<string, object?> { ["query"] = null }));

        Assert.That(found!.ToString(), Is.EqualTo("[]"));
        Assert.That(logs.Entries, Is.Empty);
    }

    private async Task RecallAsync(object? limit)
    {
        await using var memory = Service.Memory();
        var tool = memory.CreateTools(Alice).Single(tool => tool.Name == "recall_memories");
        await tool.InvokeAsync(new AIFunctionArguments(new Dictionary<string, object?> { ["query"] = "dinner", ["limit"] = limit }));
    }
}
