using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>The memories that filters match, and the rejection of invalid filters and adds.</summary>
internal sealed class FilterTests
{
    [TestCase("fin")]
    [TestCase("FINANCE")]
    [TestCase("Nan")]
    public async Task A_part_of_a_category_is_found_in_capitals_or_not(string part)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Mem0.AddMemory("Saves money", "ann", categories: ["Finance"]);
        session.Emulator.Mem0.AddMemory("Likes tea", "ann", categories: ["food"]);

        Assert.That(await TextsAsync(session, $$$"""{"AND":[{"user_id":"ann"},{"categories":{"contains":"{{{part}}}"}}]}"""), Is.EqualTo(new[] { "Saves money" }));
    }

    [TestCase("""{"AND":[{"user_id":"*"},{"NOT":[{"user_id":"ann"},{"metadata":{"source":"mail"}}]}]}""")]
    [TestCase("""{"user_id":"*","NOT":[{"OR":[{"user_id":"ann"},{"metadata":{"source":"mail"}}]}]}""")]
    [TestCase("""{"AND":[{"user_id":"*"},{"NOT":{"user_id":"ann"}},{"NOT":{"metadata":{"source":"mail"}}}]}""")]
    public async Task A_list_of_exclusions_leaves_out_what_any_of_them_matches(string filters)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Mem0.AddMemory("Ann by chat", "ann", metadata: """{"source":"chat"}""");
        session.Emulator.Mem0.AddMemory("Bob by mail", "bob", metadata: """{"source":"mail"}""");
        session.Emulator.Mem0.AddMemory("Bob by chat", "bob", metadata: """{"source":"chat"}""");

        Assert.That(await TextsAsync(session, filters), Is.EqualTo(new[] { "Bob by chat" }));
    }

    [TestCase("""{"user":"ann"}""", "Top-level key must be a logical operator or an allowed field: ['AND', 'OR', 'NOT', 'user_id',")]
    [TestCase("""{"AND":[{"user_id":"ann"},{"colour":"red"}]}""", "Top-level key must be a logical operator or an allowed field: [")]
    [TestCase("""{"user_id":"ann","NOT":[]}""", "NOT must be a non-empty list of filters.")]
    public async Task An_unusable_filter_is_refused_in_the_words_of_the_service(string filters, string text)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("POST", "/v3/memories/", $$$"""{"filters":{{{filters}}}}""");

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
        Assert.That((string?)exchange.Json!["error"], Does.StartWith(text));
    }

    [TestCase("""{"messages":[{"role":"user","content":"x"}],"user_id":"ann","custom_categories":["food"]}""", "Expected a dictionary of items but got type \"str\".")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"user_id":"ann","custom_categories":{"food":"Eating"}}""", "Expected a list of items but got type \"dict\".")]
    [TestCase("""{"messages":[{"role":"user","content":"x"}],"user_id":"ann","metadata":[1]}""", "Expected a dictionary of items but got type \"list\".")]
    [TestCase("""{"user_id":"ann"}""", "This field is required.")]
    public async Task An_add_that_is_not_valid_is_refused_in_the_words_of_the_service(string body, string text)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("POST", "/v3/memories/add/", body);

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
        Assert.That((string?)exchange.Json!["details"]!["message"], Does.EndWith(text));
    }

    private static async Task<string?[]> TextsAsync(EmulatorSession session, string filters)
    {
        var listed = await session.CallAsync("Memories_List", new { request = new { filters = JObject.Parse(filters) } });
        return [.. listed["results"]!.Select(memory => (string?)memory["memory"])];
    }
}
