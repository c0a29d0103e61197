using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Bland;
using Newtonsoft.Json;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Patches of what a program has at hand.</summary>
public sealed class FactOriginTests
{
    private const string Facts = """{"plan":"premium","since":"2026-01-02T03:04:05Z","seats":1.10,"tags":["a",null]}""";

    [Test]
    public void An_object_of_System_Text_Json_becomes_facts_with_dates_as_text_and_all_digits() =>
        Assert.That(Text(FactPatch.From((JsonObject)JsonNode.Parse(Facts)!)), Is.EqualTo(Facts));

    [Test]
    public void Values_of_System_Text_Json_in_a_dictionary_are_their_content()
    {
        using var document = JsonDocument.Parse("[1]");

        Assert.That(
            Text(FactPatch.From(new Dictionary<string, object?> { ["a"] = document.RootElement, ["b"] = JsonNode.Parse("[1]"), ["c"] = document })),
            Is.EqualTo("""{"a":[1],"b":[1],"c":[1]}"""));
    }

    [Test]
    public void An_anonymous_object_becomes_facts_without_its_nulls() =>
        Assert.That(Text(FactPatch.FromObject(new { plan = "premium", seats = 12, unknown = (string?)null })), Is.EqualTo("""{"plan":"premium","seats":12}"""));

    private static string Text(FactPatch patch) => patch.ToJson().ToString(Formatting.None);
}
