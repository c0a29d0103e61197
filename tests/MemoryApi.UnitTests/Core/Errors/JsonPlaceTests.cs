using System;
using System.Text;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class JsonPlaceTests
{
    private const string Json = """{"count":2,"results":[{"id":"a","tags":[true,{"x":1}]},[7,[8]],null],"next":"b"}""";

    [TestCase("2", "count")]
    [TestCase("[{\"id", "results")]
    [TestCase("{\"id", "results[0]")]
    [TestCase("\"a\"", "results[0].id")]
    [TestCase("[true", "results[0].tags")]
    [TestCase("true", "results[0].tags[0]")]
    [TestCase("{\"x", "results[0].tags[1]")]
    [TestCase("1}", "results[0].tags[1].x")]
    [TestCase("[7", "results[1]")]
    [TestCase("7", "results[1][0]")]
    [TestCase("8", "results[1][1][0]")]
    [TestCase("null", "results[2]")]
    [TestCase("\"b\"", "next")]
    [TestCase("{\"count", "")]
    public void Each_value_has_its_path(string value, string path) =>
        Assert.That(JsonPlace.PathAt(Encoding.UTF8.GetBytes(Json), Json.IndexOf(value, StringComparison.Ordinal)), Is.EqualTo(path));

    [Test]
    public void The_paths_of_all_values_are_those_of_another_library()
    {
        var body = Encoding.UTF8.GetBytes(Json);
        var reader = new Utf8JsonReader(body);
        var other = new Newtonsoft.Json.JsonTextReader(new System.IO.StringReader(Json));
        while (reader.Read() && other.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject or JsonTokenType.PropertyName))
            {
                Assert.That(JsonPlace.PathAt(body, (int)reader.TokenStartIndex), Is.EqualTo(other.Path), reader.TokenType.ToString());
            }
        }

        Assert.That(other.Read(), Is.False);
    }

    [TestCase(0, "")]
    [TestCase(1, "results")]
    [TestCase(2, "results[0]")]
    [TestCase(3, "results[0].tags")]
    [TestCase(4, "results[0].tags[1]")]
    [TestCase(9, "results[0].tags[1].x")]
    public void So_many_levels_are_named(int levels, string path) =>
        Assert.That(JsonPlace.PathAt(Encoding.UTF8.GetBytes(Json), Json.IndexOf("1}", StringComparison.Ordinal), levels), Is.EqualTo(path));

    [TestCase("""{"a":[1,2""", "a[1]")]
    [TestCase("""{"a":{"b":1}""", "")]
    [TestCase("""{"a":{"b":1},"c":tru""", "c")]
    [TestCase("[[],[", "[1][0]")]
    [TestCase("[1,x", "[1]")]
    [TestCase("""{"a":1,}""", "")]
    public void Where_it_breaks_off_the_path_is_that_of_what_is_due(string json, string path) =>
        Assert.That(JsonPlace.PathAt(Encoding.UTF8.GetBytes(json), int.MaxValue), Is.EqualTo(path));

    [TestCase("{\"a\":\n [1,\n  x]}", "a[1]", 3, 3)]
    [TestCase("{\"a\":1", "a", 1, 7)]
    [TestCase("\n\n{\"secret\":nul}", "secret", 3, 14)]
    public void What_is_no_JSON_is_located_without_quoting_it(string json, string path, int line, int position)
    {
        var failure = Assert.Throws<JsonException>(() => JsonTokens.Parse(json))!;

        Assert.That(failure.Message, Is.EqualTo($"The JSON can't be read. Line {line}, position {position}."));
        Assert.That((failure.Path, failure.LineNumber, failure.BytePositionInLine), Is.EqualTo((path, (long?)line, (long?)position)));
    }

    [TestCase(0, 1, 1, "")]
    [TestCase(7, 2, 6, "a")]
    [TestCase(17, 3, 4, "b")]
    [TestCase(20, 3, 7, "b[0]")]
    public void What_has_another_shape_is_located_where_its_token_begins(int tokenStart, int line, int position, string path)
    {
        var json = "{\n \"a\":1,\"b\":\n   [\r 2]}"u8;

        var own = JsonPlace.Locate(new JsonException("A number is due."), json, tokenStart);
        var other = JsonPlace.Locate(new FormatException("secret"), json, tokenStart, typedLevels: 0);

        Assert.That(own.Message, Is.EqualTo($"A number is due. Line {line}, position {position}."));
        Assert.That((own.Path, own.LineNumber, own.BytePositionInLine), Is.EqualTo((path, (long?)line, (long?)position)));
        Assert.That(other.Message, Is.EqualTo($"The JSON can't be read. Line {line}, position {position}."));
        Assert.That(other.Path, Is.Empty);
    }

    [Test]
    public void Of_what_is_no_JSON_only_the_levels_with_known_names_are_named()
    {
        JsonException failure = null!;
        try
        {
            var reader = new Utf8JsonReader("""{"a":{"secret":x"""u8);
            while (reader.Read())
            {
            }
        }
        catch (JsonException found)
        {
            failure = found;
        }

        Assert.That(failure.LineNumber, Is.Not.Null);
        Assert.That(JsonPlace.Locate(failure, """{"a":{"secret":x"""u8, 0, namedLevels: 1, typedLevels: 0).Path, Is.EqualTo("a"));
    }

    [Test]
    public void Content_has_names_down_to_its_highest_level()
    {
        var failure = new UnsendableValueException("has half of a surrogate pair");

        Assert.That((failure.Message, failure.Problem, failure.NamedLevels), Is.EqualTo(("A value has half of a surrogate pair.", "has half of a surrogate pair", int.MaxValue)));
        failure.InContentOf(3);
        failure.InContentOf(5);
        Assert.That(failure.NamedLevels, Is.EqualTo(3));
        failure.InContentOf(2);
        Assert.That(failure.NamedLevels, Is.EqualTo(2));
        Assert.That((new EnvelopeErrorsException(new JArray(1)).Message, new EnvelopeErrorsException(new JArray(1)).Errors), Is.EqualTo(("The response lists errors.", new JArray(1))));
    }
}
