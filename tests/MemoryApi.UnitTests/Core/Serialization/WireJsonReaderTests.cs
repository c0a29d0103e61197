using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Bland.Facts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Serialization;

/// <summary>The text of a free-form value is cut out exactly, wherever it stands and whatever line ends the answer has.</summary>
public class WireJsonReaderTests
{
    [Test]
    public void A_value_is_cut_out_exactly_between_any_white_space()
    {
        var whiteSpace = Gen.Elements("", " ", "\n", "\r", "\r\n", "\t \n\n", "\r\r\n ");
        var inputs = from before in whiteSpace
                     from between in whiteSpace
                     from after in whiteSpace
                     from facts in ArbitraryFacts.Objects.Generator
                     from indented in Gen.Elements(Formatting.None, Formatting.Indented)
                     select (before, between, after, Text: JsonConvert.SerializeObject(facts, indented));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(inputs), input =>
        {
            var json = $"{input.before}{{{input.between}\"skipped\"{input.after}:{input.before}[{input.between}\"a\r\nb\"]{input.after},{input.between}\"metadata\"{input.before}:{input.after}{input.Text}{input.between},\"last\":1.50{input.after}}}{input.before}";
            using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.UTF8.GetBytes(json)));
            reader.Read();
            string? cut = null;
            string? number = null;
            while (JsonRead.NextMember(reader, out var name))
            {
                switch (name)
                {
                    case "metadata":
                        cut = reader.ReadContainerText();
                        break;
                    case "last":
                        number = reader.NumberText();
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return cut == input.Text && number == "1.50";
        }));
    }

    [TestCase("1e400")]
    [TestCase("-1e-400")]
    [TestCase("123456789012345678901234567890.123456789")]
    public void A_number_that_no_decimal_can_hold_does_not_break_an_answer(string number)
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.UTF8.GetBytes($"{{\"x\":{{\"n\":{number}}},\"n\":{number}}}")));
        reader.Read();
        while (JsonRead.NextMember(reader, out _))
        {
            Assert.That(JsonRead.Token(reader), Is.Not.Null);
        }
    }

    [TestCase("9007199254740993")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("0.1234567890123456789012345678")]
    [TestCase("1.10")]
    public void A_number_keeps_its_digits(string number)
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.UTF8.GetBytes($"[{number},{{\"n\":{number}}}]")));
        reader.Read();
        reader.Read();
        Assert.That(JsonRead.Token(reader).ToString(Formatting.None), Is.EqualTo(number));
        reader.Read();
        Assert.That(JsonRead.Token(reader).ToString(Formatting.None), Is.EqualTo($"{{\"n\":{number}}}"));
    }

    [Test]
    public void An_object_that_nobody_looks_at_is_written_as_it_came()
    {
        const string Json = """{ "b" : 1.50, "a":[ ],  "date":"2024-01-01T00:00:00Z" }""";
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.UTF8.GetBytes(Json)));
        reader.Read();
        Assert.That(FreeForm.TryRead(reader, out var value), Is.True);

        using var text = new System.IO.StringWriter();
        using (var writer = new JsonTextWriter(text))
        {
            value.WriteTo(writer);
        }

        Assert.That(text.ToString(), Is.EqualTo(Json));
        Assert.That((string?)value.Value!["date"], Is.EqualTo("2024-01-01T00:00:00Z"));
    }

    [Test]
    public void An_object_on_several_lines_is_written_on_one_since_json_lines_are_split_there()
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>("{\r\n \"a\" : 1.50 }"u8.ToArray()));
        reader.Read();
        FreeForm.TryRead(reader, out var value);
        using var text = new System.IO.StringWriter();
        using (var writer = new JsonTextWriter(text))
        {
            value.WriteTo(writer);
        }

        Assert.That(text.ToString(), Is.EqualTo("{\"a\":1.50}"));
    }

    [Test]
    public void A_change_to_an_object_stays()
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>("{\"a\":1}"u8.ToArray()));
        reader.Read();
        FreeForm.TryRead(reader, out var value);

        value.Value!["a"] = 2;

        Assert.That((int)value.Value["a"]!, Is.EqualTo(2));
    }

    [Test]
    public void Two_threads_that_look_at_once_get_one_object()
    {
        var holder = new Holder();
        using (var reader = WireJsonReader.Create(new ArraySegment<byte>("{\"a\":1}"u8.ToArray())))
        {
            reader.Read();
            FreeForm.TryRead(reader, out holder.Value);
        }

        var seen = new JObject?[16];
        System.Threading.Tasks.Parallel.For(0, seen.Length, i => seen[i] = holder.Value.Value);

        Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
    }

    private sealed class Holder
    {
        public FreeForm Value;
    }
}
