using System;
using System.Linq;
using System.Text;
using MemoryApi.Core;
using MemoryApi.UnitTests.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Rules for the bodies of all errors.</summary>
public sealed class ErrorBodyLaws
{
    private const int Bodies = 10_000;

    [Test]
    public void Each_text_and_code_of_the_reasons_is_kept()
    {
        for (var seed = 0; seed < Bodies; seed++)
        {
            var body = new RandomErrorBody(seed);

            var parsed = Parse(body.Body.ToString(Formatting.None));

            Assume.That(parsed.Errors, Has.Count.LessThan(100));
            var lost = body.Texts.Where(text => !parsed.Errors.Any(error => error.Code == text || (error.Message ?? string.Empty).Contains(text, StringComparison.Ordinal)));
            Assert.That(lost, Is.Empty, $"Seed {seed}: {body.Body}");
        }
    }

    [Test]
    public void The_explanation_has_all_texts_while_it_is_short()
    {
        for (var seed = 0; seed < Bodies; seed++)
        {
            var body = new RandomErrorBody(seed);

            var parsed = Parse(body.Body.ToString(Formatting.None));

            Assert.That(parsed.Message, Is.Not.Null.And.Length.LessThanOrEqualTo(2048));
            if (parsed.Message!.Length < 2000)
            {
                Assert.That(parsed.Errors.Where(error => error.Message is { } text && !parsed.Message.Contains(text, StringComparison.Ordinal)), Is.Empty, $"Seed {seed}: {body.Body}");
            }
        }
    }

    [Test]
    public void A_text_under_any_other_name_is_found_with_its_path()
    {
        for (var seed = 0; seed < Bodies; seed++)
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, random.Next(1, 8)).Select(number => $"m{number}{(char)random.Next('a', 'z')}").ToArray();
            JToken body = random.Next(2) == 0 ? "no reason" : new JArray("no reason");
            foreach (var name in names.Reverse())
            {
                body = new JObject { [name] = body };
            }

            var error = Parse(body.ToString()).Errors.Single();

            Assert.That((error.Field, error.Message), Is.EqualTo((string.Join(".", names), "no reason")), $"Seed {seed}: {body}");
        }
    }

    [Test]
    public void Random_JSON_under_the_names_of_reasons_never_throws_and_stays_within_the_limits()
    {
        var random = new Random(7);
        var json = new RandomJson(random);
        string[] names = ["message", "error", "errors", "detail", "details", "code", "type", "title", "field", "loc", "path", "pointer", "source", "extensions", "status", "other"];
        for (var i = 0; i < 1000; i++)
        {
            var members = Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{json.Document()}");
            var body = random.Next(3) == 0 ? json.Document() : "{" + string.Join(",", members) + "}";

            var parsed = Parse(body);

            Assert.That(parsed.Errors, Has.Count.LessThanOrEqualTo(100));
            Assert.That(parsed.Errors.Select(error => error.Message?.Length ?? 0), Is.All.LessThanOrEqualTo(2048));
        }
    }

    private static ErrorBody Parse(string body) => ErrorBodyParser.Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), KeyMask.None);
}
