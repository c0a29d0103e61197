using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class ErrorBodyParserTests
{
    [TestCaseSource(typeof(ErrorBodies), nameof(ErrorBodies.All))]
    public void A_body_gives_its_explanation_code_and_errors(ErrorBodyRow row)
    {
        var parsed = Parse(row.Body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(parsed.Message, Is.EqualTo(row.Message));
            Assert.That(parsed.Code, Is.EqualTo(row.Code));
            Assert.That(parsed.Errors.Select(ErrorBodyRow.Write), Is.EqualTo(row.ExpectedErrors));
        }
    }

    [Test]
    public void Lists_and_explanations_have_limits()
    {
        var many = Parse(new JArray(Enumerable.Range(0, 5000).Select(number => $"error {number}")).ToString());

        Assert.That(many.Errors.Select(error => error.Message), Is.EqualTo(Enumerable.Range(0, 100).Select(number => $"error {number}")));
        Assert.That(Parse(new JArray(Enumerable.Range(0, 5000).Select(number => new JObject { ["message"] = $"error {number}" })).ToString()).Errors.Select(error => error.Message), Is.EqualTo(many.Errors.Select(error => error.Message)));
        Assert.That(many.Message, Does.StartWith("error 0; error 1; ").And.Length.LessThanOrEqualTo(2048));
        Assert.That(Parse(new string('x', 100_000)).Message, Is.EqualTo(new string('x', 2048)));
        Assert.That(Parse(new string('x', 300_000)).Message, Is.EqualTo(new string('x', 2048)));
        Assert.That(Parse(new JArray(new string('x', 2000), new string('y', 2000)).ToString()).Message, Is.EqualTo(new string('x', 2000) + "; " + new string('y', 46)));
    }

    [Test]
    public void A_reason_of_many_errors_stands_before_the_first_of_them_within_the_limit()
    {
        var parsed = Parse(new JObject { ["errors"] = new JArray(Enumerable.Range(0, 100).Select(number => $"error {number}")), ["message"] = "too many" }.ToString());

        Assert.That(parsed.Errors.Select(error => error.Message), Is.EqualTo(Enumerable.Range(0, 99).Select(number => $"error {number}").Prepend("too many")));
    }

    [TestCase(2047, 2047)]
    [TestCase(2046, 2048)]
    public void A_text_is_not_cut_inside_of_a_character(int before, int length) =>
        Assert.That(Parse(new string('x', before) + "😀" + new string('x', 9)).Message, Is.EqualTo(new string('x', before) + (length > before ? "😀" : "")));

    [Test]
    public void Text_of_exactly_the_limit_is_kept_whole() => Assert.That(Parse(new string('x', 2048)).Message, Has.Length.EqualTo(2048));

    [Test]
    public void A_body_that_is_too_deep_counts_as_text()
    {
        Assert.That(Parse(new string('[', 5000)).Message, Does.StartWith("[[["));
        Assert.That(Parse(Nested(32)).Message, Is.EqualTo("deep"));
        Assert.That(Parse(Nested(33)).Message, Does.StartWith("[[["));

        static string Nested(int depth) => new string('[', depth) + "\"deep\"" + new string(']', depth);
    }

    [Test]
    public void Random_bytes_never_throw()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.That(() => ErrorBodyParser.Parse(new ArraySegment<byte>(bytes), KeyMask.None), Throws.Nothing);
        }
    }

    [Test]
    public void A_body_that_is_cut_anywhere_keeps_its_beginning_as_text()
    {
        foreach (var row in ErrorBodies.All().Where(row => row.Body.Length > 2 && row.Body[0] is '{' or '['))
        {
            for (var length = 1; length < row.Body.Length; length++)
            {
                Assert.That(Parse(row.Body[..length]).Message, Is.EqualTo(row.Body[..length].Trim()), row.Body);
            }
        }
    }

    [TestCase("null", null)]
    [TestCase("7", null)]
    [TestCase("\"text\"", "text")]
    [TestCase("""[{"error":"X","message":"no"}]""", "no")]
    [TestCase("""{"a":{"error":"X"}}""", "a: X")]
    public void Whatever_an_envelope_lists_is_read(string errors, string? message) =>
        Assert.That(ErrorBodyParser.Parse(JToken.Parse(errors), KeyMask.None).Message, Is.EqualTo(message));

    private static ErrorBody Parse(string body) => ErrorBodyParser.Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), KeyMask.None);
}
