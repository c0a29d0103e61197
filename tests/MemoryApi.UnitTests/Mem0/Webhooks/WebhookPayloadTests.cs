using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Webhooks;

public sealed class WebhookPayloadTests
{
    // As on the vendor's page on webhooks.
    private const string Added =
        """{"event_details":{"id":"a1b2c3d4-e5f6-4g7h-8i9j-k0l1m2n3o4p5","data":{"memory":"Name is Alex"},"event":"ADD"}}""";

    private const string Categorized =
        """{"event_details":{"event":"CATEGORIZE","memory_id":"a1b2","categories":["hobbies","travel"]}}""";

    [TestCase("ADD")]
    [TestCase("UPDATE")]
    [TestCase("DELETE")]
    public void A_change_of_a_memory_is_parsed(string name)
    {
        var payload = (MemoryChangedPayload)WebhookPayload.Parse(Added.Replace("ADD", name, StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(payload.Event, Is.EqualTo(name));
            Assert.That(payload.Change, Is.EqualTo(new MemoryEventKind(name)));
            Assert.That(payload.Change.IsKnown, Is.True);
            Assert.That(payload.MemoryId, Is.EqualTo("a1b2c3d4-e5f6-4g7h-8i9j-k0l1m2n3o4p5"));
            Assert.That(payload.Text, Is.EqualTo("Name is Alex"));
        });
    }

    [Test]
    public void Categories_are_parsed()
    {
        var payload = (MemoryCategorizedPayload)WebhookPayload.Parse(Categorized);

        Assert.That(payload.MemoryId, Is.EqualTo("a1b2"));
        Assert.That(payload.Categories, Is.EqualTo(new[] { "hobbies", "travel" }));
    }

    [Test]
    public async Task Text_bytes_and_streams_parse_alike_also_with_a_byte_order_mark()
    {
        var bytes = Encoding.UTF8.GetBytes(Added.Replace("Alex", "Zoë 😀", StringComparison.Ordinal));
        byte[] marked = [0xEF, 0xBB, 0xBF, .. bytes];
        using var stream = new MemoryStream(marked);

        WebhookPayload[] payloads =
        [
            WebhookPayload.Parse(Encoding.UTF8.GetString(bytes)),
            WebhookPayload.Parse(bytes),
            WebhookPayload.Parse(marked.AsSpan()),
            await WebhookPayload.ParseAsync(stream),
        ];

        Assert.That(payloads.Cast<MemoryChangedPayload>().Select(payload => payload.Text), Is.All.EqualTo("Name is Zoë 😀"));
        Assert.That(stream.CanRead, Is.True);
    }

    [TestCase("""{"event_details":{"event":"ingest_job_completed","job":{"at":"2024-01-01T00:00:00Z","size":1.10}}}""", "ingest_job_completed")]
    [TestCase("""{"event_details":{"id":"x"}}""", "")]
    [TestCase("""{"event_details":"ADD"}""", "")]
    [TestCase("{}", "")]
    public void What_is_unknown_is_kept_as_it_came(string body, string name)
    {
        var payload = WebhookPayload.Parse(body);

        Assert.That(payload, Is.InstanceOf<UnknownPayload>());
        Assert.That(payload.Event, Is.EqualTo(name));
        Assert.That(payload.Json.ToString(Formatting.None), Is.EqualTo(body));
    }

    [TestCase("1e30", "1E+30", JTokenType.Float)]
    [TestCase("-1.5E+300", "-1.5E+300", JTokenType.Float)]
    [TestCase("1e-30", "1E-30", JTokenType.Float)]
    [TestCase("1e400", "\"1e400\"", JTokenType.String)]
    [TestCase("-2.5e-400", "\"-2.5e-400\"", JTokenType.String)]
    [TestCase("0.12345678901234567890", "0.12345678901234567890", JTokenType.Float)]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890", JTokenType.Integer)]
    [TestCase("0.0", "0.0", JTokenType.Float)]
    [TestCase("0e5", "0.0", JTokenType.Float)]
    public void A_number_is_kept_whatever_its_size(string number, string kept, JTokenType type)
    {
        var payload = WebhookPayload.Parse("{\r\n \"a\":\n\r{\"b\" : " + number + "\n,\"c\":[" + number + " ,1.10]}}");

        Assert.That(payload.Json.ToString(Formatting.None), Is.EqualTo("{\"a\":{\"b\":" + kept + ",\"c\":[" + kept + ",1.10]}}"));
        Assert.That(payload.Json["a"]!["b"]!.Type, Is.EqualTo(type));
    }

    [Test]
    public void A_payload_can_be_made_by_hand_and_is_what_the_service_posts()
    {
        var added = new MemoryChangedPayload(MemoryEventKind.Add, "m1", "Likes tea");
        var categorized = new MemoryCategorizedPayload("m1", ["food"]);
        var unknown = new UnknownPayload("NEW", JObject.Parse("""{"event_details":{"event":"NEW"}}"""));

        var parsed = (MemoryChangedPayload)WebhookPayload.Parse(added.Json.ToString());
        var parsedCategories = (MemoryCategorizedPayload)WebhookPayload.Parse(categorized.Json.ToString());

        Assert.Multiple(() =>
        {
            Assert.That((parsed.Change, parsed.MemoryId, parsed.Text), Is.EqualTo((added.Change, added.MemoryId, added.Text)));
            Assert.That((parsed.Event, added.Event), Is.EqualTo(("ADD", "ADD")));
            Assert.That((parsedCategories.MemoryId, parsedCategories.Event), Is.EqualTo((categorized.MemoryId, categorized.Event)));
            Assert.That(parsedCategories.Categories, Is.EqualTo(categorized.Categories));
            Assert.That(WebhookPayload.Parse(unknown.Json.ToString()).Event, Is.EqualTo(unknown.Event));
            Assert.That(() => new MemoryChangedPayload(default, "m1", "x"), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new MemoryCategorizedPayload("m1", null!, []), Throws.ArgumentNullException);
            Assert.That(() => new UnknownPayload(null!, []), Throws.ArgumentNullException);
        });
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_refused_without_being_read_to_its_end()
    {
        using var endless = new EndlessStream();
        using var fitting = new MemoryStream(Encoding.UTF8.GetBytes(Added));
        using var tooLarge = new MemoryStream(Encoding.UTF8.GetBytes(Added));

        Assert.That(async () => await WebhookPayload.ParseAsync(endless), Throws.ArgumentException.With.Property("ParamName").EqualTo("body").And.Message.Contains("1048576 bytes"));
        Assert.That(endless.Count, Is.LessThan(2 * 1024 * 1024));
        Assert.That(await WebhookPayload.ParseAsync(fitting, (int)fitting.Length), Is.InstanceOf<MemoryChangedPayload>());
        Assert.That(async () => await WebhookPayload.ParseAsync(tooLarge, (int)tooLarge.Length - 1), Throws.ArgumentException);
        Assert.That(async () => await WebhookPayload.ParseAsync(fitting, 0), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("maxBytes"));
    }

    [Test]
    public void Missing_members_are_null()
    {
        var change = (MemoryChangedPayload)WebhookPayload.Parse("""{"event_details":{"event":"DELETE","data":null}}""");
        var categories = (MemoryCategorizedPayload)WebhookPayload.Parse("""{"event_details":{"event":"CATEGORIZE","categories":null}}""");

        Assert.That((change.MemoryId, change.Text, categories.MemoryId, categories.Categories.Count), Is.EqualTo(((string?)null, (string?)null, (string?)null, 0)));
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"ADD\"")]
    [TestCase("{\"event_details\":")]
    [TestCase("{} trailing")]
    [TestCase("{\"a\":NaN}")]
    [TestCase("{\"a\":-Infinity}")]
    public void A_body_that_is_no_JSON_object_is_refused(string body)
    {
        Assert.That(() => WebhookPayload.Parse(body), Throws.ArgumentException.With.Property("ParamName").EqualTo("body"));
        Assert.That(() => WebhookPayload.Parse(Encoding.UTF8.GetBytes(body)), Throws.ArgumentException.With.Property("ParamName").EqualTo("utf8Body"));
        Assert.That(async () => await WebhookPayload.ParseAsync(new MemoryStream(Encoding.UTF8.GetBytes(body))), Throws.ArgumentException);
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"event_details\":")]
    [TestCase("{} trailing")]
    [TestCase("{\"a\":NaN}")]
    [TestCase("{\"a\":\"\uD800\"} half of a pair")]
    [TestCase(null)]
    public async Task An_invalid_body_can_be_recognized_without_an_exception(string? body)
    {
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body);
        using var stream = new MemoryStream(bytes ?? []);

        Assert.That(WebhookPayload.TryParse(body, out var ofText), Is.False);
        Assert.That(WebhookPayload.TryParse(bytes, out var ofBytes), Is.False);
        Assert.That(WebhookPayload.TryParse(bytes.AsSpan(), out var ofSpan), Is.False);
        Assert.That(new[] { ofText, ofBytes, ofSpan, await WebhookPayload.TryParseAsync(stream) }, Is.All.Null);
        Assert.That(stream.CanRead, Is.True);
    }

    [Test]
    public async Task A_valid_body_is_parsed_in_the_same_way_without_an_exception()
    {
        var bytes = Encoding.UTF8.GetBytes(Added);
        using var stream = new MemoryStream([0xEF, 0xBB, 0xBF, .. bytes]);

        Assert.That(WebhookPayload.TryParse(Added, out var ofText), Is.True);
        Assert.That(WebhookPayload.TryParse(bytes, out var ofBytes), Is.True);
        Assert.That(WebhookPayload.TryParse(bytes.AsSpan(), out var ofSpan), Is.True);
        var ofStream = await WebhookPayload.TryParseAsync(stream);

        Assert.That(new[] { ofText, ofBytes, ofSpan, ofStream }.Select(payload => (payload as MemoryChangedPayload)?.Text), Is.All.EqualTo("Name is Alex"));
        Assert.That(WebhookPayload.TryParse("{}", out var unknown) && unknown is UnknownPayload, Is.True);
    }

    [Test]
    public void No_bytes_whatever_throw()
    {
        var random = new Random(1);
        var valid = Encoding.UTF8.GetBytes(Categorized);
        for (var round = 0; round < 5000; round++)
        {
            var body = valid.ToArray();
            for (var change = 0; change <= round % 4; change++)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Assert.That(WebhookPayload.TryParse(body, out var payload), Is.EqualTo(payload is not null));
        }

        Assert.That(WebhookPayload.TryParse([(byte)'{', 0xFF, (byte)'}'], out _), Is.False);
        Assert.That(WebhookPayload.TryParse("{\"a\":" + new string('[', 100_000), out _), Is.False);
    }

    [Test]
    public async Task A_body_beyond_the_limit_is_invalid_without_being_read_to_its_end()
    {
        using var endless = new EndlessStream();
        using var fitting = new MemoryStream(Encoding.UTF8.GetBytes(Added));
        using var tooLarge = new MemoryStream(Encoding.UTF8.GetBytes(Added));

        Assert.That(await WebhookPayload.TryParseAsync(endless), Is.Null);
        Assert.That(endless.Count, Is.LessThan(2 * 1024 * 1024));
        Assert.That(await WebhookPayload.TryParseAsync(fitting, (int)fitting.Length), Is.InstanceOf<MemoryChangedPayload>());
        Assert.That(await WebhookPayload.TryParseAsync(tooLarge, (int)tooLarge.Length - 1), Is.Null);
    }

    [Test]
    public void An_error_of_the_program_is_an_exception_all_the_same()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(Added));

        Assert.That(async () => await WebhookPayload.TryParseAsync(null!), Throws.ArgumentNullException);
        Assert.That(async () => await WebhookPayload.TryParseAsync(body, 0), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("maxBytes"));
        Assert.That(async () => await WebhookPayload.TryParseAsync(body, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Bytes_that_are_no_UTF8_are_refused() =>
        Assert.That(() => WebhookPayload.Parse([(byte)'{', 0xFF, (byte)'}']), Throws.ArgumentException.With.Message.Contains("UTF-8"));

    [Test]
    public void Endless_nesting_is_refused() =>
        Assert.That(() => WebhookPayload.Parse("{\"a\":" + new string('[', 100_000)), Throws.ArgumentException);

    [Test]
    public void Null_is_refused()
    {
        Assert.That(() => WebhookPayload.Parse((string)null!), Throws.ArgumentNullException);
        Assert.That(() => WebhookPayload.Parse((byte[])null!), Throws.ArgumentNullException);
        Assert.That(async () => await WebhookPayload.ParseAsync(null!), Throws.ArgumentNullException);
    }
}
