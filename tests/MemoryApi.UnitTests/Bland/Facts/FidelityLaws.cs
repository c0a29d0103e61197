using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Values survive the way into a patch, onto the wire, and back.</summary>
public sealed class FidelityLaws
{
    [Test]
    public void What_is_sent_is_what_was_given() => Law.Holds(facts => SentBody(FactPatch.From(facts)) is var body
        && Json.AreSame(body, Json.Text(new JObject { ["facts"] = facts.DeepClone() })));

    [Test]
    public void What_was_sent_is_recognized_when_it_comes_back() => Law.Holds(facts =>
    {
        if (facts.Count == 0)
        {
            return true;
        }

        using var echo = new Echo();
        using var client = new BlandClient("org_test", new BlandClientOptions { Transport = echo });
        var result = client.Memory.MergeFactsAsync(new ContactMemory { Id = "mem-1" }, FactPatch.From(facts)).GetAwaiter().GetResult();
        return result.IsAsPredicted && result.Added.SequenceEqual(facts.Properties().Select(fact => fact.Name));
    });

    [Test]
    public void A_text_is_parsed_into_what_it_says() => Law.Holds(facts =>
    {
        // Numbers are read as decimals, so what is compared has been one.
        var text = Json.Text(FactPatch.Parse(Json.Text(facts)).ToJson());
        return Json.AreSame(Json.Text(FactPatch.Parse(text).ToJson()), text);
    });

    [Test]
    public void No_string_is_changed_on_the_way() => Law.Holds(facts => Json.Text(facts) is var text
        && FactPatch.Parse(text).ToJson().Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String).Select(value => (string?)value)
            .SequenceEqual(facts.Descendants().OfType<JValue>().Where(value => value.Type == JTokenType.String).Select(value => (string?)value)));

    [Test]
    public void Equality_agrees_with_another_json_library() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(ArbitraryFacts.Values, ArbitraryFacts.Values, static (left, right) =>
        {
            var (one, other) = (AsRead(left), AsRead(right));
            return FactEquality.AreEqual(one, other) == Json.AreSame(one, other) && FactEquality.AreEqual(left, one);
        }));

    private static JToken AsRead(JToken value) => FactPatch.Parse(Json.Text(new JObject { ["x"] = value.DeepClone() }))["x"]!;

    private static string SentBody(FactPatch patch)
    {
        if (patch.IsEmpty)
        {
            return """{"facts":{}}""";
        }

        using var echo = new Echo();
        using var client = new BlandClient("org_test", new BlandClientOptions { Transport = echo });
        client.Memory.MergeFactsAsync("mem-1", patch).GetAwaiter().GetResult();
        return echo.Body!;
    }

    /// <summary>Responds with the very text of the facts that it got, touched by no JSON library.</summary>
    private sealed class Echo : HttpMessageHandler
    {
        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            using var document = JsonDocument.Parse(Body);
            return FactTransport.Response(document.RootElement.GetProperty("facts").GetRawText(), request);
        }
    }
}
