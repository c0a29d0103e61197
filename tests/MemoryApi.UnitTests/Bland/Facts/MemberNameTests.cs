using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Emulator;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Facts can't be removed, so keys that differ only in case stay side by side. The one with the member's exact name is read.</summary>
public sealed class MemberNameTests
{
    [Test]
    public async Task What_was_written_from_an_object_last_is_read_although_another_writer_uses_other_names()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        using var bland = new BlandClient(emulator.BlandApiKey, new BlandClientOptions { BaseAddress = emulator.BaseAddress });
        var contact = (await bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+14155550100" })).Contact;
        var memory = (await bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(contact.Id) { PersonaId = "support" })).Memory;

        await bland.Memory.MergeFactsAsync(memory.Id, FactPatch.FromObject(new Customer("x", 3)));
        await bland.Memory.MergeFactsAsync(memory.Id, new FactPatch { ["plan"] = "lower", ["seats"] = 99 });
        await bland.Memory.MergeFactsAsync(memory.Id, FactPatch.FromObject(new Customer("y", 4)));

        Assert.That((await bland.Memory.GetAsync(memory.Id)).GetFacts<Customer>(), Is.EqualTo(new Customer("y", 4)));
    }

    [TestCase("""{"Plan":"y","plan":"x"}""")]
    [TestCase("""{"plan":"x","Plan":"y"}""")]
    [TestCase("""{"plan":"x","Plan":"y","PLAN":"x"}""")]
    [TestCase("""{"plan":{"deep":["x"]},"Plan":"y"}""")]
    public void Of_keys_for_the_same_member_the_exact_name_counts_wherever_it_stands(string facts) => Assert.Multiple(() =>
    {
        Assert.That(Read<Customer>(facts), Is.EqualTo(new Customer("y", 0)), "by a constructor");
        Assert.That(Read<Settable>(facts).Plan, Is.EqualTo("y"), "by a setter");
        Assert.That(Read<ReadOnly>(facts).Plan, Is.EqualTo("y"), "by a constructor whose parameter is in lower case");
    });

    [Test]
    public void Without_the_exact_name_a_key_in_another_case_is_read() =>
        Assert.That(Read<Customer>("""{"plan":"y","SEATS":4}"""), Is.EqualTo(new Customer("y", 4)));

    [Test]
    public void An_exact_name_with_null_counts_too() =>
        Assert.That(Read<Settable>("""{"Plan":null,"plan":"x"}""").Plan, Is.EqualTo("none"));

    [TestCase("""{"tier":"y","TIER":"x"}""")]
    [TestCase("""{"Tier":"x","tier":"y","Plan":"x"}""")]
    public void The_exact_name_is_the_one_of_JsonProperty(string facts) => Assert.Multiple(() =>
    {
        Assert.That(Read<Renamed>(facts).Plan, Is.EqualTo("y"));
        Assert.That(Read<RenamedRecord>(facts).Plan, Is.EqualTo("y"));
        Assert.That(FactPatch.FromObject(new RenamedRecord("y")).Keys, Is.EqualTo(new[] { "tier" }));
    });

    [Test]
    public void A_fact_from_before_a_record_got_other_names_is_read_until_the_new_name_is_written() =>
        Assert.That(Read<RenamedRecord>("""{"Plan":"y"}""").Plan, Is.EqualTo("y"));

    [Test]
    public void JsonPropertyName_of_System_Text_Json_names_no_key() => Assert.Multiple(() =>
    {
        Assert.That(FactPatch.FromObject(new OtherJson { Plan = "y" }).Keys, Is.EqualTo(new[] { "Plan" }));
        Assert.That(Read<OtherJson>("""{"tier":"x","Plan":"y"}""").Plan, Is.EqualTo("y"));
    });

    [Test]
    public void Members_that_differ_only_in_case_are_read_from_their_own_keys()
    {
        var twins = Read<Twins>("""{"plan":"lower","Plan":"upper"}""");

        Assert.That((twins.plan, twins.Plan), Is.EqualTo(("lower", "upper")));
    }

    [Test]
    public void Nested_objects_lists_and_dictionaries_of_objects_are_read_in_the_same_way()
    {
        var account = Read<Account>(
            """
            {
              "Owner": {"Plan": "y", "plan": "x"},
              "Others": [{"plan": "x", "Plan": "y1"}, {"Plan": "y2", "PLAN": "x"}],
              "ById": {"a": {"Plan": "ya", "plan": "x"}, "A": {"plan": "yA"}},
              "Site": {"City": "y", "city": "x"},
              "owner": {"Plan": "old"}
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(account.Owner.Plan, Is.EqualTo("y"));
            Assert.That(account.Others.Select(other => other.Plan), Is.EqualTo(new[] { "y1", "y2" }));
            Assert.That(account.ById.ToDictionary(entry => entry.Key, entry => entry.Value.Plan), Is.EqualTo(new Dictionary<string, string> { ["a"] = "ya", ["A"] = "yA" }));
            Assert.That(account.Site!.Value.City, Is.EqualTo("y"), "a nullable structure");
        });
    }

    [Test]
    public void A_list_of_customers_in_a_dictionary_is_read_in_the_same_way() =>
        Assert.That(
            Read<Dictionary<string, IReadOnlyList<Customer>>>("""{"all":[{"Plan":"y","plan":"x"}]}""")["all"],
            Is.EqualTo(new[] { new Customer("y", 0) }));

    [Test]
    public void Keys_of_free_data_are_all_kept() => Assert.Multiple(() =>
    {
        const string Facts = """{"Free":{"Plan":"1","plan":"2"},"free":0}""";
        Assert.That(Read<Dictionary<string, object>>(Facts).Keys, Is.EqualTo(new[] { "Free", "free" }));
        Assert.That(Read<JObject>(Facts).Count, Is.EqualTo(2));
        Assert.That(Read<WithFree>(Facts).Free, Has.Count.EqualTo(2));
    });

    [Test]
    public void A_serializer_of_the_caller_names_the_keys()
    {
        var snake = JsonSerializer.Create(new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() } });

        Assert.That(Read<Customer>("""{"plan":"y","Plan":"x"}""", snake), Is.EqualTo(new Customer("y", 0)));
        Assert.That(Read<Customer>("""{"Plan":"x","plan":"y"}""", snake), Is.EqualTo(new Customer("y", 0)));
    }

    [Test]
    public void A_converter_gets_the_facts_as_they_are()
    {
        var serializer = new JsonSerializer { Converters = { new CountingKeys() } };

        Assert.That(Read<Customer>("""{"Plan":"y","plan":"x"}""", serializer), Is.EqualTo(new Customer("Plan plan", 2)));
        var members = Read<ConvertedMembers>("""{"One":{"Plan":"y","plan":"x"},"Many":[{"Plan":"y","plan":"x"}]}""");
        Assert.That((members.One!.Seats, members.Many.Single().Seats), Is.EqualTo((2, 2)));
    }

    [Test]
    public void The_facts_of_the_memory_are_not_changed()
    {
        var memory = Memory("""{"Plan":"y","plan":"x"}""");

        _ = memory.GetFacts<Customer>();

        Assert.That(memory.Facts!.Count, Is.EqualTo(2));
    }

    [Test]
    public void The_path_of_a_fact_that_does_not_fit_is_the_one_in_the_memory()
    {
        var refused = Assert.Throws<FactFormatException>(() => Read<Account>("""{"Owner":{"plan":"x","Plan":"y","Seats":"many","seats":1}}"""))!;

        Assert.That(refused.Path, Is.EqualTo("Owner.Seats"));
    }

    [Test]
    public void A_type_that_the_serializer_refuses_is_reported_as_before() =>
        Assert.That(() => Read<SameNameTwice>("""{"Plan":"y","plan":"x"}"""), Throws.TypeOf<FactFormatException>());

    private static T Read<T>(string facts, JsonSerializer? serializer = null) => Memory(facts).GetFacts<T>(serializer);

    private static ContactMemory Memory(string facts) => new() { Facts = FactPatch.Parse(facts).ToJson() };

    private sealed record Customer(string Plan, int Seats);

    private sealed record RenamedRecord([property: JsonProperty("tier")] string Plan);

    private sealed record Account(Customer Owner, IReadOnlyList<Customer> Others, Dictionary<string, Settable> ById, Place? Site);

    private record struct Place(string City);

    private sealed record WithFree(JObject Free);

    private sealed class Settable
    {
        public string Plan { get; set; } = "none";
    }

    private sealed class ReadOnly(string plan)
    {
        public string Plan { get; } = plan;
    }

    private sealed class Renamed
    {
        [JsonProperty("tier")]
        public string? Plan { get; set; }
    }

    private sealed class OtherJson
    {
        [System.Text.Json.Serialization.JsonPropertyName("tier")]
        public string? Plan { get; set; }
    }

    private sealed class Twins
    {
        [JsonProperty("plan")]
        public string? plan { get; set; }

        [JsonProperty("Plan")]
        public string? Plan { get; set; }
    }

    private sealed class SameNameTwice
    {
        [JsonProperty("Plan")]
        public string? One { get; set; }

        [JsonProperty("Plan")]
        public string? Two { get; set; }
    }

    private sealed class ConvertedMembers
    {
        [JsonConverter(typeof(CountingKeys))]
        public Customer? One { get; set; }

        [JsonProperty(ItemConverterType = typeof(CountingKeys))]
        public List<Customer> Many { get; set; } = [];
    }

    private sealed class CountingKeys : JsonConverter
    {
        public override bool CanConvert(Type objectType) => objectType == typeof(Customer);

        public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        {
            var facts = JObject.Load(reader);
            return new Customer(string.Join(' ', facts.Properties().Select(fact => fact.Name)), facts.Count);
        }

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }
}
