using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json;

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
    public void A_body_that_is_no_JSON_object_is_refused(string body)
    {
        Assert.That(() => WebhookPayload.Parse(body), Throws.ArgumentException.With.Property("ParamName").EqualTo("body"));
        Assert.That(() => WebhookPayload.Parse(Encoding.UTF8.GetBytes(body)), Throws.ArgumentException);
        Assert.That(async () => await WebhookPayload.ParseAsync(new MemoryStream(Encoding.UTF8.GetBytes(body))), Throws.ArgumentException);
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
