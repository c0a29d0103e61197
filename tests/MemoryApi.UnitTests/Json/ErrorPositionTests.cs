using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json;

namespace MemoryApi.UnitTests.Json;

/// <summary>
/// What can't be read names path, line and position, whatever is wrong and wherever: a byte that JSON doesn't have is put at each place of
/// a response. Neither content nor a name that the specification doesn't have is in a message.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class ErrorPositionTests
{
    private static IEnumerable<string> Documents() =>
    [
        """{"count":2,"next":null,"results":[{"id":"hidden","memory":"hidden \" \\u00e9 text","metadata":{"hidden":[1,{"hidden":null}]},"score":0.5},{"id":"hidden","created_at":"2030-01-02T03:04:05Z"}]}""",
        "\r\n{\n  \"count\" : 12,\n\n  \"results\" : [\n    {\n      \"id\" : \"hidden größe 😀\",\r\n      \"categories\" : [ \"hidden\", true ]\n    }\n  ]\n}\n",
        """{"results":[[],{},17,"hidden"]}""",
    ];

    [TestCaseSource(nameof(Documents))]
    public async Task A_wrong_byte_is_found_where_it_is(string document)
    {
        var good = Encoding.UTF8.GetBytes(document);
        var isPage = !document.StartsWith("{\"results\":[[", StringComparison.Ordinal);
        var transport = new BodyTransport();
        using var client = transport.Mem0();
        for (var at = 0; at < good.Length; at = Next(good, at))
        {
            foreach (var wrong in new byte[] { 0x01, (byte)'~' })
            {
                if (wrong == '~' && IsInText(good, at))
                {
                    continue;
                }

                transport.Body = [.. good[..at], wrong, .. good[at..]];
                await AssertFoundAsync(client, transport.Body, at, isPage, $"{wrong} at {at}");
            }

            transport.Body = good[..at];
            if (!string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(transport.Body)) && at < Encoding.UTF8.GetByteCount(document.TrimEnd()))
            {
                await AssertFoundAsync(client, transport.Body, at, isPage, $"cut at {at}");
            }
        }
    }

    [Test]
    public async Task A_wrong_byte_is_found_in_a_megabyte([Random(0, int.MaxValue, 1)] int seed)
    {
        var good = Encoding.UTF8.GetBytes("{\"count\":9000,\n\"results\":[" + string.Join(",\n", Enumerable.Range(0, 9_000).Select(static i => $$"""{"id":"hidden{{i}}","memory":"{{new string('ü', i % 60)}}","metadata":{"hidden":{{i}} } }""")) + "]}");
        var random = new Random(seed);
        var transport = new BodyTransport();
        using var client = transport.Mem0();
        Assert.That(good, Has.Length.GreaterThan(950_000));
        foreach (var at in Enumerable.Range(0, 25).Select(_ => Next(good, random.Next(good.Length - 1))).Concat([0, 1, good.Length - 2, good.Length - 1]))
        {
            transport.Body = [.. good[..at], 0x01, .. good[at..]];
            await AssertFoundAsync(client, transport.Body, at, isPage: true, $"at {at}");
        }
    }

    [TestCase("""{"results":17}""", "results", 1, 12)]
    [TestCase("""{"count":1,"results":{"a":1}}""", "results", 1, 22)]
    [TestCase("{\n \"results\": [\n  {\"id\":\"1\"},\n  17]}", "results[1]", 4, 3)]
    [TestCase("{\n \"results\": [\n  {\"id\":\"1\"},\n  {\"categories\":[\"a\",\n[]]}]}", "results[1].categories[1]", 5, 1)]
    [TestCase("""{"results":[],"count":tru}""", "", 1, 26)]
    [TestCase("""{"results":[{"categories":["a",tru]}]}""", "results[0].categories[1]", 1, 35)]
    [TestCase("""{"results":[{"id":"1","hidden":{"hidden":[nope]}}]}""", "results[0]", 1, 44)]
    [TestCase("""{"results":[],"hidden":{"hidden":[nope]}}""", "", 1, 36)]
    [TestCase("""{"results":[{"id":"1","score":nope}]}""", "results[0]", 1, 32)]
    [TestCase("""{"results":[{"id":"1","metadata":{"hidden":{"hidden":nope}}}]}""", "results[0].metadata", 1, 55)]
    [TestCase("""{"results":[{"id":"1"}]} x""", "", 1, 26)]
    [TestCase("""{"results":[{"id":"1"},{"id":"2",~}]}""", "results[1]", 1, 34)]
    [TestCase("""{"results":[{"id":"1"},~]}""", "results[1]", 1, 24)]
    [TestCase("""{"results":[{"id":"1","metadata":{}}],~}""", "", 1, 39)]
    [TestCase("[]", "", 1, 1)]
    [TestCase("17", "", 1, 1)]
    [TestCase("nope", "", 1, 2)]
    public async Task Path_line_and_position_are_those_of_what_is_wrong(string body, string path, int line, int position)
    {
        using var client = new BodyTransport { Body = Encoding.UTF8.GetBytes(body) }.Mem0();

        var failure = await FailureAsync(client);

        Assert.That((failure.Path, failure.LineNumber, failure.LinePosition), Is.EqualTo((path, line, position)));
        Assert.That(failure.Message, Does.StartWith(path.Length > 0 ? $"At {path}: " : "The ").And.EndsWith($" Line {line}, position {position}.").And.Not.Contain("hidden"));
    }

    [Test]
    public async Task An_envelope_names_path_line_and_position_as_well()
    {
        using var client = new BodyTransport { Body = "{\"data\":{\"id\":\"m1\",\n\"facts\":{\"hidden\":nope}},\"errors\":null}"u8.ToArray() }.Bland();

        var failure = (JsonReaderException)(await Assert.ThrowsAsync<MemoryApiResponseException>(() => client.Memory.GetAsync("m1")))!.InnerException!;

        Assert.That((failure.Path, failure.LineNumber, failure.LinePosition), Is.EqualTo(("data.facts", 2, 20)));
        Assert.That(failure.Message, Does.Not.Contain("hidden").And.Not.Contain("nope"));
    }

    [TestCase("""{"a":[],"hidden":[{"id":nope}]}""", "", 26)]
    [TestCase("""{"a":[],"hidden":[17]}""", "", 19)]
    [TestCase("""{"a":[{"metadata":17}],"hidden":[[]]}""", "", 34)]
    public async Task The_names_of_a_map_are_content_and_not_named(string body, string path, int position)
    {
        var codec = new JsonMapCodec<IReadOnlyList<Memory>>(new JsonListCodec<Memory>(new MemoryJson()));
        using var connection = TestService.Connect(new BodyTransport { Body = Encoding.UTF8.GetBytes(body) }, static options => options.UseResilience = false);
        var request = new ApiRequest<IReadOnlyDictionary<string, IReadOnlyList<Memory>>>(new ApiOperation("Map_Get", HttpMethod.Get, "/x", isIdempotent: true, isEmptyResultAllowed: false), "x", codec);

        var failure = (JsonReaderException)(await Assert.ThrowsAsync<MemoryApiResponseException>(() => connection.SendAsync(request, null, default)))!.InnerException!;

        Assert.That((failure.Path, failure.LinePosition), Is.EqualTo((path, position)));
        Assert.That(failure.Message, Does.Not.Contain("hidden"));
    }

    [Test]
    public void Text_that_is_no_metadata_says_line_and_position_and_nothing_of_the_text()
    {
        var refusal = Assert.Throws<ArgumentException>(static () => JsonText.ParseObject("{\"hidden\":\n  [1,hidden]}"))!;

        Assert.That(refusal.Message, Does.StartWith("The JSON can't be read. Line 2, position 6.").And.Not.Contain("hidden"));
    }

    [Test]
    public void Both_serializers_say_where_it_is_in_their_own_way()
    {
        var platform = Assert.Throws<System.Text.Json.JsonException>(static () => System.Text.Json.JsonSerializer.Deserialize<List<MemoryPage>>("[{\"results\":[]},\n{\"results\":17}]"))!;
        var newtonsoft = Assert.Throws<JsonSerializationException>(static () => JsonConvert.DeserializeObject<List<MemoryPage>>("[{\"results\":[]},\n{\"results\":17}]"))!;

        Assert.That((platform.Path, platform.LineNumber), Is.EqualTo(("$[1]", 1L)));
        Assert.That(newtonsoft.Path, Does.StartWith("[1]"));
    }

    /// <summary>Line and position are at the byte or in the token that it broke; the path is that of the memory which has it.</summary>
    private static async Task AssertFoundAsync(Mem0Client client, byte[] body, int at, bool isPage, string what)
    {
        var failure = await FailureAsync(client);
        var offset = OffsetOf(body, failure.LineNumber, failure.LinePosition);

        Assert.That(failure.Message, Does.Not.Contain("hidden").And.EndsWith($" Line {failure.LineNumber}, position {failure.LinePosition}."), what);
        Assert.That(failure.Path, Does.Match(@"^(count|next|results(\[\d+\](\.[a-z_~]+(\[\d+\])?)?)?)?$"), what);
        if (isPage)
        {
            Assert.That(offset, Is.InRange(StartOfToken(body, at) - 1, at + 1), what);
            var expected = IndexOfMemory(body, at);
            var index = Regex.Match(failure.Path, @"^results\[(\d+)\]", RegexOptions.ExplicitCapture) is { Success: true } match ? int.Parse(match.Value[8..^1]) : -1;
            Assert.That(index, Is.EqualTo(failure.Path == "results" && expected == 0 ? -1 : expected), what);
        }
    }

    private static async Task<JsonReaderException> FailureAsync(Mem0Client client)
    {
        MemoryApiResponseException? failure = null;
        try
        {
            await client.Memories.ListAsync(new ListMemoriesRequest(new Newtonsoft.Json.Linq.JObject { ["user_id"] = "alice" }));
        }
        catch (MemoryApiResponseException caught)
        {
            failure = caught;
        }

        Assert.That(failure?.InnerException, Is.TypeOf<JsonReaderException>());
        Assert.That(failure!.Message, Does.Not.Contain("hidden"));
        return (JsonReaderException)failure.InnerException!;
    }

    /// <summary>The next place at which a character begins.</summary>
    private static int Next(byte[] utf8, int at)
    {
        do
        {
            at++;
        }
        while (at < utf8.Length && (utf8[at] & 0xC0) == 0x80);

        return at;
    }

    private static int OffsetOf(byte[] body, int line, int position)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
        {
            start = Array.IndexOf(body, (byte)'\n', start) + 1;
        }

        return start + position - 1;
    }

    /// <summary>Whether the byte at the place is between the quotes of a string.</summary>
    private static bool IsInText(byte[] utf8, int at) => Quote(utf8, at) >= 0;

    /// <summary>Where the string begins that the place lies in, or -1.</summary>
    private static int Quote(byte[] utf8, int at)
    {
        var start = -1;
        for (var i = 0; i < at; i++)
        {
            if (utf8[i] == '\\' && start >= 0)
            {
                i++;
            }
            else if (utf8[i] == '"')
            {
                start = start < 0 ? i : -1;
            }
        }

        return start;
    }

    private static int StartOfToken(byte[] utf8, int at)
    {
        if (Quote(utf8, at) is >= 0 and var quote)
        {
            return quote;
        }

        while (at > 0 && (char.IsAsciiLetterOrDigit((char)utf8[at - 1]) || utf8[at - 1] is (byte)'.' or (byte)'-'))
        {
            at--;
        }

        return at;
    }

    /// <summary>Which memory the place lies in or before, or -1 outside of the list: memories are the objects at the third level.</summary>
    private static int IndexOfMemory(byte[] utf8, int at)
    {
        var index = -1;
        var depth = 0;
        for (var (i, isText) = (0, false); i < at; i++)
        {
            isText ^= utf8[i] == '"' && utf8[i - 1] != '\\';
            depth += isText ? 0 : utf8[i] is (byte)'{' or (byte)'[' ? 1 : utf8[i] is (byte)'}' or (byte)']' ? -1 : 0;
            index += !isText && utf8[i] == '{' && depth == 3 ? 1 : 0;
        }

        return depth switch { < 2 => -1, 2 => index + 1, _ => index };
    }
}
