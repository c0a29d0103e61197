using System.Linq;
using MemoryApi.Generator.Drift;

namespace MemoryApi.GeneratorTests.Drift;

/// <summary>Schemas are compared by their meaning, not by the way in which they are composed.</summary>
public class SchemaTests
{
    [Test]
    public void References_inline_schemas_and_allOf_of_the_same_meaning_are_no_difference()
    {
        using var files = new DriftFiles();

        Assert.That(files.Compare().Undeclared, Is.Empty);
    }

    [Test]
    public void A_schema_that_contains_itself_is_compared_wherever_it_stands_and_not_for_ever()
    {
        using var files = DriftFiles.WithVendor(
            "\"id\": { \"type\": \"string\" },\n          \"full_name\"", "\"id\": { \"type\": \"integer\" },\n          \"full_name\"");

        var differences = files.Compare().Undeclared;

        Assert.That(differences.Select(difference => difference.Kind).Distinct(), Is.EqualTo(new[] { DifferenceKinds.Type }));
        Assert.That(differences.Select(difference => $"{difference.Operation} {difference.At}"), Is.EqualTo(new[]
        {
            "GET /customers response.200.customers[].id",
            "GET /customers response.200.customers[].referrer.id",
            "GET /customers/{customer_id} response.200.customer.referrer.id",
            "GET /customers/{customer_id} response.200.customer.referrer.referrer.id",
            "PATCH /customers/{customer_id} response.200.customer.id",
            "PATCH /customers/{customer_id} response.200.customer.referrer.id",
        }));
    }

    [TestCase("{ \"type\": \"number\" }", "never null number")]
    [TestCase("{ \"type\": [\"number\", \"null\"] }", "nullable number")]
    [TestCase("{ \"anyOf\": [{ \"type\": \"number\" }, { \"type\": \"null\" }] }", "nullable number")]
    [TestCase("{ \"type\": [\"number\", \"string\"] }", "never null number or string")]
    [TestCase("{ \"oneOf\": [{ \"type\": \"number\" }, { \"oneOf\": [{ \"type\": \"array\" }, { \"type\": \"string\" }] }, { \"type\": \"null\" }] }", "nullable one of a choice, number")]
    [TestCase("{ \"allOf\": [{ \"nullable\": true }, { \"type\": \"number\" }] }", "nullable number")]
    [TestCase("{ \"type\": \"object\", \"properties\": {} }", "never null free-form object")]
    [TestCase("{ \"type\": \"object\", \"anyOf\": [{ \"required\": [\"a\"] }, { \"required\": [\"b\"] }], \"properties\": { \"a\": {} } }", "never null object")]
    [TestCase("{ \"const\": 1 }", "never null any 1")]
    [TestCase("{ \"enum\": [1, null, \"null\", true] }", "never null any 1 null true")]
    [TestCase("{}", "never null any")]
    public void A_schema_is_described(string schema, string description)
    {
        using var files = DriftFiles.WithVendor("{ \"type\": \"number\" }", schema);

        var described = files.DescribeVendor()["PATCH /customers/{customer_id}"].Request!.Schema.Parts[".score"].Schema;

        Assert.That(string.Join(' ', [described.IsNullable ? "nullable" : "never null", described.Type, .. described.Values.Order()]), Is.EqualTo(description));
    }

    [Test]
    public void What_allOf_says_beside_its_parts_counts_too()
    {
        using var files = DriftFiles.WithVendor(
            "{ \"type\": \"number\" }",
            "{ \"allOf\": [{ \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"string\" }, \"b\": {} } }], \"required\": [\"a\"], \"properties\": { \"c\": {} } }");

        var parts = files.DescribeVendor()["PATCH /customers/{customer_id}"].Request!.Schema.Parts[".score"].Schema.Parts;

        Assert.That(parts.Keys, Is.EquivalentTo(new[] { ".a", ".b", ".c" }));
        Assert.That(parts.Where(part => part.Value.IsRequired).Select(part => part.Key), Is.EqualTo(new[] { ".a" }));
    }

    [Test]
    public void The_members_of_alternatives_are_compared()
    {
        const string Choice = "{ \"oneOf\": [{ \"type\": \"string\" }, { \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"string\" } } }] }";
        using var files = DriftFiles.WithVendor("{ \"type\": \"number\" }", Choice);
        files.Ours = files.Write("ours.json", DriftFiles.Vendor.Replace("{ \"type\": \"number\" }", Choice.Replace("\"a\": { \"type\": \"string\" }", "\"a\": { \"type\": \"integer\" }")));

        Assert.That(files.Compare().Undeclared.Select(difference => difference.At), Is.EqualTo(new[] { "request.score.a" }));
    }
}
