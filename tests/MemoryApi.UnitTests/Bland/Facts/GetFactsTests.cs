using System;
using System.Collections.Generic;
using System.Numerics;
using MemoryApi.Bland;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class GetFactsTests
{
    [Test]
    public void Facts_are_read_into_a_type_with_all_their_digits()
    {
        var memory = Memory(
            """{"name":"Jo","birthday":"1990-01-02","last_call":"2024-01-02T03:04:05.000Z","account":9007199254740993,"iban":123456789012345678901234567890,"rate":3.1415926535897932384626433832,"unknown":1,"notes":null}""");

        var profile = memory.GetFacts<Profile>();

        Assert.Multiple(() =>
        {
            Assert.That(profile.Name, Is.EqualTo("Jo"));
            Assert.That(profile.Birthday, Is.EqualTo("1990-01-02"));
            Assert.That(profile.LastCallText, Is.EqualTo("2024-01-02T03:04:05.000Z"));
            Assert.That(profile.Account, Is.EqualTo(9007199254740993));
            Assert.That(profile.Iban, Is.EqualTo(BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.That(profile.Rate, Is.EqualTo(3.1415926535897932384626433832m));
            Assert.That(profile.Notes, Is.EqualTo("none"));
        });
    }

    [Test]
    public void A_string_with_a_date_is_read_into_a_date_where_the_type_says_so() =>
        Assert.That(
            Memory("""{"at":"2024-01-02T03:04:05.000Z"}""").GetFacts<Dictionary<string, DateTimeOffset>>()["at"],
            Is.EqualTo(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    [Test]
    public void Into_an_untyped_dictionary_it_stays_a_string() =>
        Assert.That(Memory("""{"at":"2024-01-02T03:04:05Z"}""").GetFacts<Dictionary<string, object>>()["at"], Is.EqualTo("2024-01-02T03:04:05Z"));

    [Test]
    public void Keys_that_mean_something_to_the_serializer_are_data() =>
        Assert.That(
            Memory("""{"$id":"1","$ref":"1","$type":"System.Object"}""").GetFacts<Dictionary<string, string>>().Keys,
            Is.EqualTo(new[] { "$id", "$ref", "$type" }));

    [Test]
    public void No_facts_give_an_object_with_its_defaults() => Assert.Multiple(() =>
    {
        Assert.That(new ContactMemory().GetFacts<Profile>().Notes, Is.EqualTo("none"));
        Assert.That(new ContactMemory().GetFacts(facts => facts.Count), Is.Zero);
    });

    [Test]
    public void A_fact_that_does_not_fit_is_named_by_its_path_and_not_repeated()
    {
        var refused = Assert.Throws<FactFormatException>(() => Memory("""{"account":"secret"}""").GetFacts<Profile>())!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.Path, Is.EqualTo("account"));
            Assert.That(refused.ToString(), Does.Not.Contain("secret").And.Contain(nameof(Profile)));
        });
    }

    [Test]
    public void A_serializer_of_the_caller_is_used()
    {
        var strict = JsonSerializer.Create(new JsonSerializerSettings { MissingMemberHandling = MissingMemberHandling.Error });

        Assert.That(() => Memory("""{"unknown":1}""").GetFacts<Profile>(strict), Throws.TypeOf<FactFormatException>());
    }

    [Test]
    public void A_function_reads_without_reflection() => Assert.Multiple(() =>
    {
        Assert.That(Memory("""{"name":"Jo"}""").GetFacts(facts => (string?)facts["name"]), Is.EqualTo("Jo"));
        Assert.That(() => new ContactMemory().GetFacts((Func<JObject, int>)null!), Throws.ArgumentNullException);
    });

    [Test]
    public void What_was_made_of_an_object_is_read_back_as_the_same()
    {
        var profile = new Profile { Name = "Jo", Birthday = "1990-01-02", Account = long.MaxValue, Iban = BigInteger.Pow(10, 40), Rate = 1.10m };

        var again = new ContactMemory { Facts = FactPatch.FromObject(profile).ToJson() }.GetFacts<Profile>();

        Assert.That(again, Is.EqualTo(profile));
    }

    private static ContactMemory Memory(string facts) => new() { Facts = FactPatch.Parse(facts).ToJson() };

    private sealed record Profile
    {
        [JsonProperty("name")]
        public string? Name { get; init; }

        [JsonProperty("birthday")]
        public string? Birthday { get; init; }

        [JsonProperty("last_call")]
        public string? LastCallText { get; init; }

        [JsonProperty("account")]
        public long Account { get; init; }

        [JsonProperty("iban")]
        public BigInteger Iban { get; init; }

        [JsonProperty("rate")]
        public decimal Rate { get; init; }

        [JsonProperty("notes")]
        public string? Notes { get; init; } = "none";
    }
}
