using System;
using System.Linq;
using System.Text;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class ErrorBodyParserTests
{
    private static ErrorBody Parse(string body) => ErrorBodyParser.Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)));

    [TestCase("""{"detail":"Invalid page."}""", "Invalid page.")]
    [TestCase("""{"error":"Memory not found!"}""", "Memory not found!")]
    [TestCase("""{"message":"No such organization"}""", "No such organization")]
    [TestCase("""{"error":"400 Bad Request","details":{"message":"messages is required"}}""", "messages is required")]
    [TestCase("""{"status":"error","message":"Call not found"}""", "Call not found")]
    [TestCase("""{"error":{"message":"Nested","code":"X"}}""", "Nested")]
    [TestCase("\"just text\"", "just text")]
    [TestCase("Too many requests, please try again later.", "Too many requests, please try again later.")]
    public void A_single_message_is_found(string body, string message)
    {
        var parsed = Parse(body);

        Assert.That(parsed.Message, Is.EqualTo(message));
        Assert.That(parsed.Errors.Single().Message, Is.EqualTo(message));
    }

    [Test]
    public void The_order_is_detail_message_error() =>
        Assert.That(Parse("""{"error":"c","message":"b","detail":"a"}""").Message, Is.EqualTo("a"));

    [Test]
    public void An_envelope_gives_codes_and_messages()
    {
        var parsed = Parse("""{"data":null,"errors":[{"error":"NOT_FOUND","message":"No contact"},{"error":"OTHER","message":"Second","required_scope":"x"}]}""");

        Assert.That(parsed.Code, Is.EqualTo("NOT_FOUND"));
        Assert.That(parsed.Message, Is.EqualTo("No contact"));
        Assert.That(parsed.Errors.Select(error => error.Code), Is.EqualTo(new[] { "NOT_FOUND", "OTHER" }));
    }

    [Test]
    public void Error_beside_a_message_is_its_code()
    {
        var parsed = Parse("""{"error":"RateLimited","message":"Slow down"}""");

        Assert.That(parsed.Code, Is.EqualTo("RateLimited"));
        Assert.That(parsed.Message, Is.EqualTo("Slow down"));
    }

    [TestCase("""{"name":["This field is required.","Another."]}""")]
    [TestCase("""{"errors":{"name":["This field is required.","Another."]}}""")]
    public void A_map_of_fields_gives_an_error_for_each_message(string body)
    {
        var parsed = Parse(body);

        Assert.That(parsed.Errors.Select(error => error.Field), Is.All.EqualTo("name"));
        Assert.That(parsed.Errors.Select(error => error.Message), Is.EqualTo(new[] { "This field is required.", "Another." }));
        Assert.That(parsed.Message, Is.EqualTo("name: This field is required."));
    }

    [Test]
    public void A_nested_map_of_fields_gives_the_path() =>
        Assert.That(Parse("""{"settings":{"url":["Not a URL."]}}""").Errors.Single().Field, Is.EqualTo("settings.url"));

    [Test]
    public void A_list_of_texts_gives_an_error_for_each() =>
        Assert.That(Parse("""["First.","Second."]""").Errors.Select(error => error.Message), Is.EqualTo(new[] { "First.", "Second." }));

    [Test]
    public void A_validation_list_gives_place_message_and_type()
    {
        var error = Parse("""{"detail":[{"loc":["body","name"],"msg":"field required","type":"value_error"}]}""").Errors.Single();

        Assert.That(error.Field, Is.EqualTo("body.name"));
        Assert.That(error.Message, Is.EqualTo("field required"));
        Assert.That(error.Code, Is.EqualTo("value_error"));
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("<html><body>502 Bad Gateway</body></html>")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"data":null,"errors":null}""")]
    [TestCase("""{"detail":null,"message":7,"error":false,"errors":[null,1,[]]}""")]
    public void A_body_that_says_nothing_gives_nothing(string body)
    {
        var parsed = Parse(body);

        Assert.That(parsed.Message, Is.Null);
        Assert.That(parsed.Code, Is.Null);
        Assert.That(parsed.Errors, Is.Empty);
    }

    [Test]
    public void A_body_that_is_cut_off_or_too_deep_counts_as_text()
    {
        Assert.That(Parse("""{"detail":"cut o""").Message, Does.StartWith("{\"detail"));
        Assert.That(Parse(new string('[', 5000)).Message, Does.StartWith("[[["));
    }

    [Test]
    public void Lists_and_messages_have_limits()
    {
        var many = Parse("[" + string.Join(",", Enumerable.Repeat("\"x\"", 5000)) + "]");
        var large = Parse(new string('x', 100_000));

        Assert.That(many.Errors, Has.Count.EqualTo(100));
        Assert.That(large.Message, Has.Length.EqualTo(2048));
        Assert.That(Parse(new string('x', 300_000)).Message, Is.Null);
    }

    [Test]
    public void Random_bytes_never_throw()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.That(() => ErrorBodyParser.Parse(new ArraySegment<byte>(bytes)), Throws.Nothing);
        }
    }

    [Test]
    public void Cut_and_mixed_json_never_throws()
    {
        const string Body = """{"detail":[{"loc":["a",1],"msg":"m"}],"errors":{"a":{"b":["c"]}},"error":{"code":1},"x":[[{"y":"z"}]]}""";
        for (var length = 0; length <= Body.Length; length++)
        {
            Assert.That(() => Parse(Body[..length]), Throws.Nothing);
        }
    }

    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"text\"")]
    [TestCase("""[{"error":"X"}]""")]
    [TestCase("""{"a":{"error":"X"}}""")]
    public void Whatever_an_envelope_lists_is_read(string errors) =>
        Assert.That(() => ErrorBodyParser.Parse(JToken.Parse(errors)), Throws.Nothing);
}
