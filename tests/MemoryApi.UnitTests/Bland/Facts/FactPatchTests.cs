using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class FactPatchTests
{
    [Test]
    public void An_initializer_sets_values_of_every_kind()
    {
        var patch = new FactPatch
        {
            ["plan"] = "premium",
            ["seats"] = 12,
            ["rate"] = 1.50m,
            ["active"] = true,
            ["since"] = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            ["referrer"] = null,
            ["tags"] = new JArray("a", "b"),
            ["address"] = new JObject { ["city"] = "Ulm" },
        };

        Assert.That(
            Json.Text(patch.ToJson()),
            Is.EqualTo("""{"plan":"premium","seats":12,"rate":1.50,"active":true,"since":"2024-01-02T03:04:05Z","referrer":null,"tags":["a","b"],"address":{"city":"Ulm"}}"""));
    }

    [Test]
    public void A_null_string_is_json_null()
    {
        string? unknown = null;
        int? missing = null;

        Assert.That(Json.Text(new FactPatch { ["text"] = unknown, ["number"] = missing }.ToJson()), Is.EqualTo("""{"text":null,"number":null}"""));
    }

    [Test]
    public void Dates_identifiers_and_bytes_become_the_strings_that_are_sent()
    {
        var patch = new FactPatch
        {
            ["offset"] = new DateTimeOffset(2024, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
            ["unspecified"] = new DateTime(2024, 1, 2),
            ["id"] = Guid.Empty,
            ["address"] = new Uri("https://example.com/ä"),
            ["length"] = TimeSpan.FromSeconds(90),
            ["bytes"] = new byte[] { 1, 2, 255 },
        };

        Assert.Multiple(() =>
        {
            Assert.That(patch.Values.Select(value => value!.Type), Is.All.EqualTo(JTokenType.String));
            Assert.That(
                Json.Text(patch.ToJson()),
                Is.EqualTo("""{"offset":"2024-01-02T03:04:05.678+02:00","unspecified":"2024-01-02T00:00:00","id":"00000000-0000-0000-0000-000000000000","address":"https://example.com/ä","length":"00:01:30","bytes":"AQL/"}"""));
        });
    }

    [Test]
    public void Raw_json_is_taken_as_the_json_that_it_is() =>
        Assert.That(Json.Text(new FactPatch { ["x"] = new JRaw("""{"a":[1,"2024-01-01"]}""") }.ToJson()), Is.EqualTo("""{"x":{"a":[1,"2024-01-01"]}}"""));

    [Test]
    public void Later_changes_of_what_was_given_do_not_reach_the_patch()
    {
        var address = new JObject { ["city"] = "Ulm" };
        var patch = new FactPatch { ["address"] = address };

        address["city"] = "Bonn";

        Assert.That((string?)patch["address"]!["city"], Is.EqualTo("Ulm"));
    }

    [Test]
    public void Changes_of_what_was_handed_out_do_not_reach_the_patch()
    {
        var patch = new FactPatch { ["address"] = new JObject { ["city"] = "Ulm" } };

        patch["address"]!["city"] = "Bonn";
        patch.ToJson()["address"]!["city"] = "Bonn";
        patch.Values.Single()!["city"] = "Bonn";
        patch.Single().Value!["city"] = "Bonn";

        Assert.That(Json.Text(patch.ToJson()), Is.EqualTo("""{"address":{"city":"Ulm"}}"""));
    }

    [Test]
    public void Setting_a_key_again_replaces_its_value()
    {
        var patch = new FactPatch { ["plan"] = "free", ["seats"] = 1 };

        patch["plan"] = "premium";

        Assert.That(Json.Text(patch.ToJson()), Is.EqualTo("""{"plan":"premium","seats":1}"""));
    }

    [Test]
    public void A_number_that_differs_by_a_hair_replaces_the_old_one()
    {
        var patch = new FactPatch { ["x"] = 5.551115123125783E-17 };

        Assert.Multiple(() =>
        {
            Assert.That(Json.Text(patch.ApplyTo(new JObject { ["x"] = 0.0 })), Is.EqualTo("""{"x":5.551115123125783E-17}"""));
            Assert.That(Json.Text(patch.ApplyDeeplyTo(new JObject { ["x"] = 0.0 })), Is.EqualTo("""{"x":5.551115123125783E-17}"""));
            Assert.That(FactPatch.Between(new JObject { ["x"] = 0.0 }, patch.ToJson()).Patch.Count, Is.EqualTo(1));
            patch["x"] = 0.0;
            Assert.That(Json.Text(patch.ToJson()), Is.EqualTo("""{"x":0.0}"""));
        });
    }

    [Test]
    public void It_is_a_dictionary_of_what_it_sets()
    {
        var patch = new FactPatch { ["a"] = 1, [""] = null };

        Assert.Multiple(() =>
        {
            Assert.That(patch.IsEmpty, Is.False);
            Assert.That(patch.Count, Is.EqualTo(2));
            Assert.That(patch.Keys, Is.EqualTo(new[] { "a", "" }));
            Assert.That(patch.ContainsKey("A"), Is.False);
            Assert.That(patch.TryGetValue("", out var value) && value!.Type == JTokenType.Null);
            Assert.That(patch.TryGetValue("b", out var missing) || missing is not null, Is.False);
            Assert.That(() => patch["b"], Throws.TypeOf<KeyNotFoundException>());
            Assert.That(new FactPatch().IsEmpty);
        });
    }

    [Test]
    public void Its_text_gives_away_neither_keys_nor_values()
    {
        var patch = new FactPatch { ["diagnosis"] = "secret" };

        Assert.Multiple(() =>
        {
            Assert.That(patch.ToString(), Is.EqualTo("(1 fact)"));
            Assert.That($"{FactPatch.Between(patch.ToJson(), new JObject { ["a"] = 1 })}", Is.EqualTo("(1 to merge, 1 unremovable)"));
            Assert.That($"{new FactMergeResult(new ContactMemory(), patch)}", Is.EqualTo("(1 sent, 0 in all, 1 not as predicted)"));
            Assert.That($"{new FactMergeResult(new ContactMemory(), patch).Deviations[0]}", Is.EqualTo("(Missing)"));
        });
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void A_number_that_json_has_no_form_for_is_refused(double number) => Assert.Multiple(() =>
    {
        Assert.That(() => new FactPatch { ["x"] = number }, Throws.ArgumentException.With.Message.Contains("finite"));
        Assert.That(() => new FactPatch { ["x"] = (float)number }, Throws.ArgumentException.With.Message.Contains("finite"));
        Assert.That(() => new FactPatch { ["x"] = new JArray(new JObject { ["y"] = number }) }, Throws.ArgumentException.With.Message.Contains("finite"));
    });

    [Test]
    public void A_number_that_would_come_back_as_text_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new FactPatch { ["x"] = new JValue((object)BigInteger.Pow(10, 1000)) }, Throws.ArgumentException.With.Message.Contains("Send it as text"));
        Assert.That(() => new FactPatch { ["x"] = new JValue((object)BigInteger.Pow(10, 999)) }, Throws.Nothing);
        Assert.That(() => new FactPatch { ["x"] = 1e300 }, Throws.Nothing);
    });

    [Test]
    public void Half_of_a_surrogate_pair_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new FactPatch { ["x"] = "a\uD83D" }, Throws.ArgumentException.With.Message.Contains("surrogate"));
        Assert.That(() => new FactPatch { ["\uDE00x"] = 1 }, Throws.ArgumentException.With.Message.Contains("surrogate"));
        Assert.That(() => new FactPatch { ["x"] = new JObject { ["\uD83D"] = 1 } }, Throws.ArgumentException.With.Message.Contains("surrogate"));
        Assert.That(() => new FactPatch { ["😀"] = "😀" }, Throws.Nothing);
    });

    [Test]
    public void A_token_that_is_no_json_value_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new FactPatch { ["x"] = JValue.CreateUndefined() }, Throws.ArgumentException);
        Assert.That(() => new FactPatch { ["x"] = JValue.CreateComment("c") }, Throws.ArgumentException);
        Assert.That(() => new FactPatch { ["x"] = new JConstructor("Date") }, Throws.ArgumentException);
        Assert.That(() => new FactPatch { ["x"] = new JProperty("y", 1) }, Throws.ArgumentException);
        Assert.That(() => new FactPatch { ["x"] = new JRaw("{") }, Throws.ArgumentException);
    });

    [Test]
    public void Nesting_beyond_what_responses_are_read_to_is_refused()
    {
        JToken deepest = new JArray();
        JToken deepestObject = new JObject();
        for (var i = 1; i < 64; i++)
        {
            deepest = new JArray(deepest);
            deepestObject = new JObject { ["a"] = deepestObject };
        }

        Assert.Multiple(() =>
        {
            Assert.That(() => new FactPatch { ["x"] = deepest }, Throws.Nothing);
            Assert.That(() => new FactPatch { ["x"] = deepestObject }, Throws.Nothing);
            Assert.That(() => new FactPatch { ["x"] = new JArray(deepest) }, Throws.ArgumentException.With.Message.Contains("64 levels"));
            Assert.That(() => new FactPatch { ["x"] = new JObject { ["a"] = deepestObject } }, Throws.ArgumentException.With.Message.Contains("64 levels"));
        });
    }

    [Test]
    public void What_is_refused_is_named_in_the_data_of_the_exception_and_not_in_its_text()
    {
        var refused = Assert.Throws<ArgumentException>(() => _ = new FactPatch { ["diagnosis"] = double.NaN })!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.Data["Key"], Is.EqualTo("diagnosis"));
            Assert.That(refused.ToString(), Does.Not.Contain("diagnosis"));
        });
    }

    [Test]
    public void A_null_key_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new FactPatch { [null!] = 1 }, Throws.ArgumentNullException);
        Assert.That(() => new FactPatch().ContainsKey(null!), Throws.ArgumentNullException);
        Assert.That(() => new FactPatch().TryGetValue(null!, out _), Throws.ArgumentNullException);
    });
}
