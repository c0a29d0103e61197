using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>
/// Response bodies of very many sizes, read by the client and by <see cref="JsonDocument"/>, must give the same. Readers fail at the
/// edges of buffers, which no body of a chosen example lies on.
/// </summary>
public sealed class ResponseSizeTests
{
    private const string Blanks = "                \n\r\n\t\n";

    private static readonly ListMemoriesRequest Alice = new(new JObject { ["user_id"] = "alice" });

    private string _body = string.Empty;
    private ScriptedMem0 _service = null!;
    private Mem0Client _client = null!;

    [SetUp]
    public void Start()
    {
        _service = new ScriptedMem0(_ => (200, _body));
        _client = _service.Client();
    }

    [TearDown]
    public void Stop()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Test]
    public async Task A_memory_is_read_whatever_the_length_of_its_body()
    {
        var shortest = MemoryBody(string.Empty).Length;
        var lengths = Enumerable.Range(shortest, 9_000)
            .Concat(NearBufferSizes(70_000))
            .Concat(Enumerable.Range(0, 700).Select(i => 9_000 + (i * 89)))
            .Where(length => length >= shortest)
            .Distinct();

        await AssertAllAreReadAsync(lengths.Select(length => (length, Text(length - shortest))));
    }

    [Test]
    public async Task A_memory_of_two_members_is_read_whatever_the_length_of_its_body()
    {
        var failed = new List<int>();
        for (var length = 0; length < 4_200; length++)
        {
            var text = Text(length);
            _body = $$"""{"memory":"{{text}}","id":"m1"}""";
            if (await FailureOfAsync(async () => await _client.Memories.GetAsync("m1") is { Id: "m1" } memory && memory.Text == text) is not null)
            {
                failed.Add(_body.Length);
            }
        }

        Assert.That(failed, Is.Empty);
    }

    /// <summary>The seed is in the name of a failed test, so that it can be run again.</summary>
    [Test]
    public async Task Memories_of_random_sizes_up_to_two_megabytes_are_read([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);

        // A power of two, so that small sizes come as often as large ones; the text is not ASCII alone.
        var texts = Enumerable.Range(0, 60).Select(_ => (int)Math.Pow(2, random.NextDouble() * 20.8))
            .Select(length => (length, string.Concat(Enumerable.Range(0, length / 6).Select(i => i % 50 == 0 ? "é😀\n" : "words "))));

        await AssertAllAreReadAsync(texts);
    }

    [Test]
    public async Task A_list_is_read_however_many_memories_it_has([Values(0, 1, 7, 1_000)] int leadingBlanks)
    {
        var blanks = string.Concat(Enumerable.Range(0, leadingBlanks).Select(i => Blanks[i % Blanks.Length]));
        var counts = Enumerable.Range(0, 101).Concat(Enumerable.Range(1, 10).Select(i => 100 + (i * 17))).Concat([500, 999, 1_000, 1_365, 2_000]);
        var failed = new List<string>();
        foreach (var count in counts)
        {
            _body = blanks + ListBody(count);
            if (await FailureOfAsync(() => IsListReadAsync(count)) is { } failure)
            {
                failed.Add($"{count}: {failure}");
            }
        }

        Assert.That(failed, Is.Empty);
    }

    private static string Text(int length) => string.Create(length, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('a' + (i % 26));
        }
    });

    private static IEnumerable<int> NearBufferSizes(int largest) =>
        from size in Enumerable.Range(1, largest / 512).Select(i => i * 512).Concat(Enumerable.Range(4, 13).Select(power => 1 << power))
        let reach = (size & (size - 1)) == 0 ? 40 : 3
        from length in Enumerable.Range(size - reach, (2 * reach) + 1)
        where length <= largest
        select length;

    private static string MemoryBody(string text) =>
        $$$"""
        {"id":"m1","user_id":"alice","memory":{{{JsonConvert.ToString(text)}}},"metadata":{"trip":["Lisbon",{"nights":3}],"score":0.5,"day":"2030-01-02T03:04:05Z","none":null},"created_at":"2030-01-02T03:04:05.678Z","future":{"a":[1,true]}}
        """;

    private static string ListBody(int count)
    {
        var body = new StringBuilder().Append($$"""{"count":{{count}},"next":null,"previous":null,"results":[""");
        for (var i = 0; i < count; i++)
        {
            body.Append(i == 0 ? string.Empty : ",").Append(
                $$"""{"id":"m{{i}}","memory":"{{Text(i * 31 % 180)}}","metadata":{"n":{{i}},"tags":["t{{i}}","x"],"at":"2030-01-02"},"created_at":"2030-01-02T03:04:05Z"}""");
        }

        return body.Append("]}").ToString();
    }

    private static bool IsSame(JToken? read, JsonElement expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(read?.ToString(Formatting.None) ?? "null"), JsonNode.Parse(expected.GetRawText()));

    private static async Task<string?> FailureOfAsync(Func<Task<bool>> isRead)
    {
        try
        {
            return await isRead() ? null : "was read otherwise";
        }
        catch (Exception failure)
        {
            return failure.Message;
        }
    }

    private async Task AssertAllAreReadAsync(IEnumerable<(int Length, string Text)> memories)
    {
        var failed = new List<string>();
        foreach (var (length, text) in memories)
        {
            _body = MemoryBody(text);
            if (await FailureOfAsync(() => IsMemoryReadAsync(text)) is { } failure)
            {
                failed.Add($"{length}: {failure}");
            }
        }

        Assert.That(failed, Is.Empty);
    }

    private async Task<bool> IsMemoryReadAsync(string text)
    {
        using var document = JsonDocument.Parse(_body);
        var expected = document.RootElement;
        var memory = await _client.Memories.GetAsync("m1");
        return memory.Text == text
            && memory.Text == expected.GetProperty("memory").GetString()
            && memory.Id == "m1"
            && memory.UserId == "alice"
            && memory.CreatedAt == expected.GetProperty("created_at").GetDateTimeOffset()
            && IsSame(memory.Metadata, expected.GetProperty("metadata"))
            && IsSame(memory.AdditionalProperties["future"], expected.GetProperty("future"));
    }

    private async Task<bool> IsListReadAsync(int count)
    {
        using var document = JsonDocument.Parse(_body);
        var page = await _client.Memories.ListAsync(Alice, 1, 100);
        return page.Count == count
            && page.Results.Count == count
            && page.Results.Zip(document.RootElement.GetProperty("results").EnumerateArray()).All(pair =>
                pair.First.Id == pair.Second.GetProperty("id").GetString()
                && pair.First.Text == pair.Second.GetProperty("memory").GetString()
                && pair.First.CreatedAt == pair.Second.GetProperty("created_at").GetDateTimeOffset()
                && IsSame(pair.First.Metadata, pair.Second.GetProperty("metadata")));
    }
}
