using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Models;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;
using Message = MemoryApi.Mem0.Message;

namespace MemoryApi.UnitTests.Json;

/// <summary>
/// Half of a surrogate pair is refused before sending, wherever it stands: it would arrive as U+FFFD, and two users as one. The message
/// names the path by the names of the specification and never by content.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class UnsendableTextTests
{
    private const string Half = "hidden\ud83d";

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    private static IEnumerable<TestCaseData> Bodies() =>
    [
        Mem0("messages[1].content has", static client => client.Memories.AddAsync(Add(messages: [new Message("user", "a"), new Message("user", Half)]))),
        Mem0("messages[0].content has", static client => client.Memories.AddAsync(Add(messages: [new Message("user", MessageContent.FromJson(new JObject { ["hidden"] = new JArray(1, Half) }))]))),
        Mem0("messages[0].role has", static client => client.Memories.AddAsync(Add(messages: [new Message(Half, "a")]))),
        Mem0("user_id has", static client => client.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "a")]) { UserId = Half })),
        Mem0("metadata has", static client => client.Memories.AddAsync(Add(metadata: new JObject { [Half] = 1 }))),
        Mem0("metadata has", static client => client.Memories.AddAsync(Add(metadata: new JObject { ["hidden"] = new JObject { ["hidden"] = new JArray(new JObject { ["a"] = Half }) } }))),
        Mem0("metadata holds raw text", static client => client.Memories.AddAsync(Add(metadata: new JObject { ["hidden"] = new JRaw("\"hidden\\ud83d\"") }))),
        Mem0("filters has", static client => client.Memories.ListAsync(new ListMemoriesRequest(new JObject { ["user_id"] = Half }))),
        Mem0("filters has", static client => client.Memories.SearchAsync("tea", EntityScope.User(Half))),
        Mem0("filters has", static client => client.Memories.SearchAsync("tea", MemoryFilter.UserId.Is("a") & MemoryFilter.Metadata("hidden").Is(Half))),
        Mem0("query has", static client => client.Memories.SearchAsync(new SearchMemoriesRequest(Half, new JObject { ["user_id"] = "a" }))),
        Mem0("text has", static client => client.Memories.UpdateAsync("m1", Half)),
        Mem0("event_types[1] has", static client => client.Webhooks.CreateAsync("p1", new CreateWebhookRequest("n", "https://hooks.test/", [WebhookEventType.MemoryAdd, new WebhookEventType(Half)]))),
        Bland("facts has", static client => client.Memory.MergeFactsAsync("m1", new MergeFactsRequest(new JObject { ["hidden"] = new JArray(Half) }))),
        Bland("facts has", static client => client.Memory.MergeFactsAsync("m1", new MergeFactsRequest(new JObject { [Half] = 1 }))),
        Bland("phone_number has", static client => client.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+1555" + Half })),
    ];

    private static IEnumerable<TestCaseData> Addresses() =>
    [
        Mem0("memoryId has", static client => client.Memories.GetAsync(Half)),
        Mem0("memoryId has", static client => client.Memories.DeleteAsync(Half)),
        Mem0("user_id has", static client => client.Memories.DeleteAllAsync(userId: Half)),
        Mem0(string.Empty, static client => client.Memories.GetAsync("m1", new RequestOptions { Headers = { ["X-Tenant"] = Half } })),
        Mem0(string.Empty, static client => client.Memories.GetAsync("m1", new RequestOptions { Headers = { [Half] = "1" } })),
        Bland("contactId has", static client => client.Contacts.GetAsync(Half)),
        Bland("persona_id has", static client => client.Memory.GetContextAsync("c1", personaId: Half)),
    ];

    [TestCaseSource(nameof(Bodies))]
    [TestCaseSource(nameof(Addresses))]
    public async Task Half_of_a_surrogate_pair_is_refused_before_sending(string problem, Func<BodyTransport, Task> call)
    {
        var transport = new BodyTransport();

        var refusal = await RefusalAsync(call, transport);

        Assert.That(refusal?.Message, Does.StartWith(problem).And.Not.Contain("hidden").And.Not.Contain("\ufffd"));
        Assert.That(transport.Requests, Is.Zero);
    }

    [TestCaseSource(nameof(Models))]
    public void No_member_of_any_model_is_written_with_half_of_a_pair(GeneratedModel model)
    {
        foreach (var member in model.Members())
        {
            foreach (var value in Halves(member.PropertyType))
            {
                var holder = new RandomValues(0).Least(model.Type);
                member.SetValue(holder, value);

                Assert.That(() => model.Write(holder), Throws.InstanceOf<JsonException>().With.Message.Contains("surrogate").And.Message.Not.Contains("hidden"), member.Name);
            }
        }
    }

    [Test]
    public async Task A_whole_pair_is_sent_as_it_is()
    {
        var transport = new BodyTransport();
        using var client = transport.Mem0();

        await client.Memories.UpdateAsync("m1", "a😀\ud800\udc00\udbff\udfff");

        Assert.That(transport.Requests, Is.EqualTo(1));
    }

    private static IEnumerable<object> Halves(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => [Half],
            _ when type == typeof(JObject) => [new JObject { [Half] = 1 }, new JObject { ["hidden"] = new JArray(new JValue(Half)) }],
            _ when type == typeof(JToken) => [new JValue(Half), new JArray(Half)],
            _ when type == typeof(MessageContent) => [MessageContent.FromText(Half), MessageContent.FromPdf(Half)],
            _ when type == typeof(FactPatch) => [],
            { IsValueType: true, IsGenericType: false } when type.GetProperty("IsKnown") is not null => [Activator.CreateInstance(type, Half)!],
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Optional<>) => Halves(type.GenericTypeArguments[0]).Select(value => Activator.CreateInstance(type, value)!),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Halves(type.GenericTypeArguments[0]).Select(value => ListOf(type.GenericTypeArguments[0], value)),
            _ => [],
        };
    }

    private static Array ListOf(Type item, object value)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(value, 0);
        return list;
    }

    private static AddMemoriesRequest Add(IReadOnlyList<Message>? messages = null, JObject? metadata = null) =>
        new(messages ?? [new Message("user", "a")]) { UserId = "alice", Metadata = metadata };

    private static TestCaseData Mem0(string problem, Func<Mem0Client, Task> call) => Case(problem, async transport =>
    {
        using var client = transport.Mem0();
        await call(client);
    });

    private static TestCaseData Bland(string problem, Func<BlandClient, Task> call) => Case(problem, async transport =>
    {
        using var client = transport.Bland();
        await call(client);
    });

    private static TestCaseData Case(string problem, Func<BodyTransport, Task> call) => new(problem, call);

    private static async Task<ArgumentException?> RefusalAsync(Func<BodyTransport, Task> call, BodyTransport transport)
    {
        try
        {
            await call(transport);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal;
        }
    }
}
