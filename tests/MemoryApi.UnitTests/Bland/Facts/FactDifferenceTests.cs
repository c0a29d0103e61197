using System;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class FactDifferenceTests
{
    [Test]
    public void A_key_that_is_missing_from_the_desired_facts_is_named_as_unremovable()
    {
        var (patch, unremovable) = FactPatch.Between(new JObject { ["plan"] = "free", ["trial"] = true }, new JObject { ["plan"] = "free" });

        Assert.Multiple(() =>
        {
            Assert.That(unremovable, Is.EqualTo(new[] { "trial" }));
            Assert.That(patch.IsEmpty);
        });
    }

    [Test]
    public void Only_keys_whose_value_differs_are_in_the_patch()
    {
        var current = new JObject { ["plan"] = "free", ["seats"] = 2, ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" } };
        var desired = new JObject { ["plan"] = "premium", ["seats"] = 2, ["address"] = new JObject { ["zip"] = "89073", ["city"] = "Ulm" }, ["new"] = null };

        Assert.That(Json.Text(FactPatch.Between(current, desired).Patch.ToJson()), Is.EqualTo("""{"plan":"premium","new":null}"""));
    }

    [Test]
    public void A_nested_object_that_differs_is_sent_whole()
    {
        var current = new JObject { ["address"] = new JObject { ["city"] = "Ulm", ["zip"] = "89073" } };
        var desired = new JObject { ["address"] = new JObject { ["city"] = "Bonn", ["zip"] = "89073" } };

        Assert.That(Json.Text(FactPatch.Between(current, desired).Patch.ToJson()), Is.EqualTo("""{"address":{"city":"Bonn","zip":"89073"}}"""));
    }

    [TestCase("1", "1.0", true)]
    [TestCase("100", "1e2", true)]
    [TestCase("0", "-0.0", true)]
    [TestCase("1.10", "1.1", true)]
    [TestCase("9007199254740993", "9007199254740992", false)]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567891", false)]
    [TestCase("0.1234567890123456789012345678", "0.1234567890123456789012345679", false)]
    [TestCase("1", "\"1\"", false)]
    [TestCase("1", "true", false)]
    [TestCase("null", "false", false)]
    [TestCase("null", "\"\"", false)]
    [TestCase("null", "null", true)]
    [TestCase("[]", "{}", false)]
    [TestCase("[1,2]", "[2,1]", false)]
    [TestCase("""{"a":1,"b":2}""", """{"b":2.0,"a":1}""", true)]
    [TestCase("\"2024-01-01T00:00:00Z\"", "\"2024-01-01T00:00:00.000Z\"", false)]
    [TestCase("\"é\"", "\"e\\u0301\"", false)]
    public void Values_are_compared_as_json(string left, string right, bool areSame)
    {
        var patch = FactPatch.Between(FactPatch.Parse($$"""{"x":{{left}}}""").ToJson(), FactPatch.Parse($$"""{"x":{{right}}}""").ToJson()).Patch;

        Assert.That(patch.IsEmpty, Is.EqualTo(areSame));
    }

    [Test]
    public void A_date_is_the_string_that_it_is_sent_as() => Assert.Multiple(() =>
    {
        var time = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Assert.That(FactPatch.Between(new JObject { ["x"] = "2024-01-02T03:04:05Z" }, new JObject { ["x"] = time }).Patch.IsEmpty);
        Assert.That(FactPatch.Between(JObject.Parse("""{"x":"2024-01-02T03:04:05Z"}"""), new JObject { ["x"] = "2024-01-02T03:04:05Z" }).Patch.IsEmpty);
    });

    [Test]
    public void No_facts_are_no_keys()
    {
        var (patch, unremovable) = FactPatch.Between(null, new JObject { ["a"] = null });

        Assert.Multiple(() =>
        {
            Assert.That(Json.Text(patch.ToJson()), Is.EqualTo("""{"a":null}"""));
            Assert.That(unremovable, Is.Empty);
        });
    }

    [Test]
    public void Desired_facts_are_required() => Assert.That(() => FactPatch.Between(new JObject(), null!), Throws.ArgumentNullException);
}
