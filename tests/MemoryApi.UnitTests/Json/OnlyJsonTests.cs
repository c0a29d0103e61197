using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.UnitTests.Json;

/// <summary>Text that isn't JSON by RFC 8259 is refused in any place, and never read as something similar.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OnlyJsonTests
{
    private static readonly string[] Values =
    [
        "NaN", "Infinity", "-Infinity", "nan", "undefined", "None", "True", "NULL", "'x'", "`x`", "bare", "0x10", "010", "-01", "+1", ".5", "1.", "-", "1e", "1e+", "1.e5", "1_000", "1,000.5", "--1", "1n", "new Date(1)",
        "/* c */ 1", "1 // c", "[1,]", "[,1]", "[1 2]", "[1", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\"=1}", "{\"a\":1;\"b\":2}", "{\"a\":1 \"b\":2}", "{1:1}", "{null:1}",
        "\"a", "\"a\nb\"", "\"a\tb\"", "\"a\0b\"", "\"\u0001\"", "\"\u001f\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\'\"", "\"\\", "\"\\\n\"", "\u00a01", "\u20281", "\u000b1", "\f1", "\ufeff1", "tru", "nul", "falsey", "\u201cx\u201d", "",
    ];

    private static IEnumerable<byte[]> OtherEncodings()
    {
        const string Json = """{"id":"m1","memory":"Likes tea"}""";
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            yield return encoding.GetBytes(Json);
            yield return [.. encoding.GetPreamble(), .. encoding.GetBytes(Json)];
        }
    }

    [TestCaseSource(nameof(Values))]
    public async Task A_value_that_is_no_JSON_is_refused_in_a_response(string value)
    {
        string[] bodies =
        [
            value, $$"""{"id":{{value}}}""", $$"""{"id":"m1","new_in_2031":{{value}}}""", $$"""{"metadata":{"a":{{value}}},"id":"m1"}""", $$"""{"categories":["a",{{value}}]}""", $$"""{"created_at":{{value}},"id":"m1"}""",
            $$"""{"id":"m1"}{{(value.Length == 0 ? "x" : value)}}""",
        ];
        var transport = new BodyTransport();
        using var client = transport.Mem0();
        foreach (var body in bodies)
        {
            transport.Body = Encoding.UTF8.GetBytes(body);

            await AssertRefusedAsync(() => client.Memories.GetAsync("m1"), body);
            await AssertRefusedAsync(() => client.Memories.GetHistoryAsync("m1"), body);
        }
    }

    [TestCaseSource(nameof(Values))]
    public void A_value_that_is_no_JSON_is_refused_as_metadata(string value)
    {
        Assert.That(() => JsonText.ParseObject($$"""{"a":{{value}}}"""), Throws.ArgumentException.With.Message.Contains("Line "));
        Assert.That(() => JsonTokens.Parse($"[{value},1]"), Throws.InstanceOf<JsonException>());
    }

    [TestCase("NaN")]
    [TestCase("-Infinity")]
    [TestCase("1e400")]
    [TestCase("undefined")]
    [TestCase("new Date(1)")]
    [TestCase("new Secret(\"m0-secret\", 2)")]
    [TestCase("/* m0-secret */ 1")]
    [TestCase("[1, /* m0-secret */ 2]")]
    public void What_Newtonsoft_reads_besides_JSON_is_refused_without_quoting_it(string value)
    {
        var failure = Assert.Throws<Newtonsoft.Json.JsonSerializationException>(
            () => Newtonsoft.Json.JsonConvert.DeserializeObject<Memory>($$"""{"id":"m1","new_in_2031":{{value}}}"""));

        Assert.That(failure!.ToString(), Does.Not.Contain("Secret").And.Not.Contain("m0-secret"));
    }

    [Test]
    public void Depth_is_limited_to_128_levels_for_the_converters_of_both_libraries([Values(127, 128)] int levels)
    {
        var json = $$"""{"id":"m1","new_in_2031":{{Nested("[", levels)}}}""";
        void ReadWithNewtonsoft() => Newtonsoft.Json.JsonConvert.DeserializeObject<Memory>(json, new Newtonsoft.Json.JsonSerializerSettings { MaxDepth = 1000 });
        void ReadWithSystemText() => System.Text.Json.JsonSerializer.Deserialize<Memory>(json, new System.Text.Json.JsonSerializerOptions { MaxDepth = 1000 });

        if (levels == 127)
        {
            Assert.That(ReadWithNewtonsoft, Throws.Nothing);
            Assert.That(ReadWithSystemText, Throws.Nothing);
        }
        else
        {
            Assert.That(ReadWithNewtonsoft, Throws.InstanceOf<Newtonsoft.Json.JsonSerializationException>());
            Assert.That(ReadWithSystemText, Throws.InstanceOf<JsonException>());
        }
    }

    [TestCaseSource(nameof(OtherEncodings))]
    public async Task A_body_in_another_encoding_than_UTF_8_is_refused(byte[] body)
    {
        using var client = new BodyTransport { Body = body }.Mem0();

        await AssertRefusedAsync(() => client.Memories.GetAsync("m1"), Convert.ToHexString(body));
    }

    [TestCase("{\"id\":\"m1\"}\0")]
    [TestCase("{\"id\":\"m1\"} {\"id\":\"m2\"}")]
    [TestCase("{\"id\":\"m1\"}]")]
    [TestCase("{\"id\":\"m1\"},")]
    [TestCase("\ufeff\ufeff{\"id\":\"m1\"}")]
    [TestCase(")]}'\n{\"id\":\"m1\"}")]
    [TestCase("callback({\"id\":\"m1\"})")]
    public async Task Nothing_stands_before_or_behind_the_value(string body)
    {
        using var client = new BodyTransport { Body = Encoding.UTF8.GetBytes(body) }.Mem0();

        await AssertRefusedAsync(() => client.Memories.GetAsync("m1"), body);
    }

    [Test]
    public async Task Depth_is_limited_to_128_levels([Values("[", "{\"a\":")] string opening)
    {
        var transport = new BodyTransport();
        using var client = transport.Mem0();

        transport.Body = Encoding.ASCII.GetBytes($$"""{"id":"m1","metadata":{"a":{{Nested(opening, 126)}} } }""");
        var memory = await client.Memories.GetAsync("m1");
        transport.Body = Encoding.ASCII.GetBytes($$"""{"id":"m1","metadata":{"a":{{Nested(opening, 127)}} } }""");

        Assert.That(memory.Metadata!.Descendants().Max(static token => token.AncestorsAndSelf().Count(static ancestor => ancestor is JArray or JObject)), Is.EqualTo(127));
        await AssertRefusedAsync(() => client.Memories.GetAsync("m1"), "129 levels");
    }

    private static string Nested(string opening, int levels) =>
        string.Concat(Enumerable.Repeat(opening, levels)) + (opening == "[" ? string.Empty : "1") + new string(opening == "[" ? ']' : '}', levels);

    private static async Task AssertRefusedAsync(Func<Task> call, string body)
    {
        try
        {
            await call();
        }
        catch (MemoryApiResponseException refusal)
        {
            // An empty body has no position.
            Assert.That(refusal.InnerException, string.IsNullOrWhiteSpace(body) ? Is.Null : Is.TypeOf<Newtonsoft.Json.JsonReaderException>(), body);
            return;
        }

        Assert.Fail("was read: " + body);
    }
}
