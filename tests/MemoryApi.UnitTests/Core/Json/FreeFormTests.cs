using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Bland.Facts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Json;

/// <summary>A free-form member keeps a copy of exactly its own bytes, and becomes an object when it is first opened.</summary>
public sealed class FreeFormTests
{
    [TestCase("1.10", "1.10")]
    [TestCase("0.12345678901234567890", "0.12345678901234567890")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    [TestCase("1e30", "1E+30")]
    [TestCase("1e-30", "1E-30")]
    [TestCase("1.5e-27", "0.0000000000000000000000000015")]
    [TestCase("1e400", "\"1e400\"", Description = "beyond a double; infinity would be no JSON")]
    public void A_number_says_what_it_said_when_the_object_is_opened(string sent, string kept)
    {
        var value = Read($$"""{"exact":1.10,"number":{{sent}}}""");

        Assert.That(value.Value!.ToString(Formatting.None), Is.EqualTo($$"""{"exact":1.10,"number":{{kept}}}"""));
    }

    [Test]
    public void It_is_cut_out_exactly_between_any_white_space()
    {
        var whiteSpace = Gen.Elements("", " ", "\n", "\r", "\r\n", "\t \n\n", "\r\r\n ");
        var inputs = from before in whiteSpace
                     from between in whiteSpace
                     from after in whiteSpace
                     from facts in ArbitraryFacts.Objects.Generator
                     from indented in Gen.Elements(Formatting.None, Formatting.Indented)
                     select (before, between, after, Text: JsonConvert.SerializeObject(facts, indented));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(inputs), static input =>
        {
            var json = $"{input.before}{{{input.between}\"skipped\"{input.after}:{input.before}[{input.between}\"a\\r\\nb\"]{input.after},{input.between}\"metadata\"{input.before}:{input.after}{input.Text}{input.between},\"last\":1.50{input.after}}}{input.before}";
            var (cut, last) = new Cutter().Parse(Encoding.UTF8.GetBytes(json));
            return cut == input.Text && last == "1.50";
        }));
    }

    [TestCase("1e400")]
    [TestCase("-1e-400")]
    [TestCase("123456789012345678901234567890.123456789")]
    public void Numbers_and_texts_that_nobody_looks_at_are_written_as_they_came(string number)
    {
        var json = $$"""{"b":{{number}},"a":[],"date":"2024-01-01T00:00:00Z","text":"a\n\u00e9/😀\"","":null}""";

        Assert.That(JToken.Parse(Write(Read(json))).ToString(), Is.EqualTo(JToken.Parse(json).ToString()));
        Assert.That(Write(Read(json)), Does.Contain(":" + number + ","));
    }

    [Test]
    public void Half_of_a_surrogate_pair_is_read_as_Newtonsoft_reads_it() =>
        Assert.That((string?)Read("""{"half":"a\ud83d"}""").Value!["half"], Is.EqualTo((string?)JObject.Parse("""{"half":"a\ud83d"}""")["half"]).And.EqualTo("a\ufffd"));

    [Test]
    public void An_object_on_several_lines_is_written_on_one_since_json_lines_are_split_there() =>
        Assert.That(Write(Read("{\r\n \"a\" : 1.50 }")), Is.EqualTo("{\"a\":1.50}"));

    [Test]
    public void A_change_to_an_object_stays()
    {
        var value = Read("{\"a\":1}");

        value.Value!["a"] = 2;

        Assert.That((int)value.Value["a"]!, Is.EqualTo(2));
        Assert.That(Write(value), Is.EqualTo("{\"a\":2}"));
    }

    [Test]
    public void Two_threads_that_look_at_once_get_one_object()
    {
        for (var round = 0; round < 100; round++)
        {
            var holder = new Holder { Value = Read("{\"a\":1}") };

            var seen = new JObject?[16];
            Parallel.For(0, seen.Length, i => seen[i] = holder.Value.Value);

            Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
        }
    }

    private static FreeForm Read(string json) => new FreeFormCodec().Parse(Encoding.UTF8.GetBytes(json));

    private static string Write(FreeForm value) => Encoding.UTF8.GetString(new FreeFormCodec().ToUtf8(value));

    private sealed class FreeFormCodec : JsonCodec<FreeForm>
    {
        public override FreeForm Read(ref JsonInput input) => input.TryFreeForm(out var value) ? value : throw input.Unexpected("an object");

        public override void Write(JsonOutput output, FreeForm value) => value.WriteTo(output);
    }

    /// <summary>Reads two members of an object and passes over the others.</summary>
    private sealed class Cutter : JsonCodec<(string? Metadata, string? Last)>
    {
        public override (string? Metadata, string? Last) Read(ref JsonInput input)
        {
            (string? Metadata, string? Last) found = default;
            input.StartObject();
            while (input.NextMember(out _))
            {
                switch (input.MemberName)
                {
                    case "metadata":
                        found.Metadata = Encoding.UTF8.GetString(input.Copy());
                        break;
                    case "last" when input.TryString(out var last):
                        found.Last = last;
                        break;
                    default:
                        input.Skip();
                        break;
                }
            }

            return found;
        }

        public override void Write(JsonOutput output, (string? Metadata, string? Last) value) => throw new System.NotSupportedException();
    }

    private sealed class Holder
    {
        public FreeForm Value;
    }
}
