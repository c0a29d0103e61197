using System.IO;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Emission;

public class GeneratedCodeTests
{
    private static readonly string Snapshot = Path.Combine(TestContext.CurrentContext.TestDirectory, "Emission", "crm.expected.txt");

    [Test]
    public void The_code_for_a_small_service_is_as_reviewed()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        var code = spec.Generate();

        // dotnet test -e UPDATE_SNAPSHOTS=<path of this file's folder> writes what is to be reviewed.
        if (System.Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, "crm.expected.txt"), code);
        }

        Assert.That(code, Is.EqualTo(File.ReadAllText(Snapshot).ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_same_spec_gives_the_same_bytes_whatever_its_line_ends()
    {
        using var unix = new SpecFile(SpecFile.Crm.ReplaceLineEndings("\n"));
        using var windows = new SpecFile(SpecFile.Crm.ReplaceLineEndings("\r\n"));

        var first = unix.Generate();
        var second = unix.Generate();
        var third = windows.Generate();

        Assert.That(second, Is.EqualTo(first));
        Assert.That(third, Is.EqualTo(first));
        Assert.That(first, Does.Not.Contain("\r"));
    }

    [TestCase("[Customers_Update]", "[Obsolete(\"Use client.Customers.UpdateAsync instead.\")]", "<remarks>Use <c>client.Customers.UpdateAsync</c> instead. Deletes a customer for good.</remarks>")]
    [TestCase("[Customers_Update, Customers_Get]", "[Obsolete(\"Use client.Customers.UpdateAsync or client.Customers.GetAsync instead.\")]", "<c>client.Customers.UpdateAsync</c> or <c>client.Customers.GetAsync</c> instead.")]
    [TestCase("", "[Obsolete(\"Deletes a customer for good.\")]", "<remarks>Deletes a customer for good.</remarks>")]
    public void A_deprecated_operation_names_the_methods_to_use_instead(string replacements, string attribute, string remarks)
    {
        var extension = replacements.Length == 0 ? string.Empty : $"x-replaced-by: {replacements}\n      ";
        using var spec = SpecFile.CrmWith("operationId: Customers_Delete", $"deprecated: true\n      {extension}operationId: Customers_Delete");
        var code = spec.Generate();

        Assert.That(code, Does.Contain(attribute).And.Contain(remarks));
    }

    [Test]
    public void Members_that_identify_an_item_only_together_are_joined()
    {
        using var spec = SpecFile.CrmWith("item-id: id }", "item-id: [level, id] }");
        var code = spec.Generate();

        Assert.That(code, Does.Contain("identity: static item => IdentitySet.Join(item.Level?.Value, item.Id));"));
        Assert.That(code, Does.Contain("/// Each item comes once."));
    }

    [Test]
    public void Without_an_identity_items_are_not_told_apart_and_the_documentation_says_so()
    {
        using var spec = SpecFile.CrmWith(", item-id: id }", " }");
        var code = spec.Generate();

        Assert.That(code, Does.Not.Contain("identity:"));
        Assert.That(code, Does.Not.Contain("Each item comes once.").And.Contain("an item can come twice"));
    }

    [Test]
    public void A_list_may_end_by_the_number_of_its_items_alone()
    {
        using var spec = new SpecFile(SpecFile.Crm
            .Replace("next: next, item-id: id }", "count: total, item-id: id }", System.StringComparison.Ordinal)
            .Replace("        next: { type: string", "        total: { type: integer, description: Number of all customers. }\n        next: { type: string", System.StringComparison.Ordinal));
        var code = spec.Generate();

        Assert.That(code, Does.Contain("hasMore: static _ => null,").And.Contain("count: static page => page.Total,"));
    }

    [Test]
    public void A_shorthand_of_a_required_member_uses_the_constructor()
    {
        using var spec = SpecFile.CrmWith("      minProperties: 1\n", "      minProperties: 1\n      required: [name]\n");
        var code = spec.Generate();

        Assert.That(code, Does.Contain("return UpdateAsync(customerId, new UpdateCustomerRequest(name), options, cancellationToken);"));
    }

    [Test]
    public void A_parameter_is_called_as_it_says_and_sent_by_its_own_name()
    {
        using var spec = SpecFile.CrmWith("        - name: level\n", "        - name: options\n          x-name: Filter\n");
        var code = spec.Generate();

        Assert.That(code, Does.Contain("ListAsync(int? page = null, Level? filter = null, RequestOptions? options = null,").And.Contain(".Query(\"options\", filter?.Value)"));
    }

    [Test]
    public void A_shorthand_may_be_called_as_the_request_that_it_stands_for()
    {
        using var spec = SpecFile.CrmWith("        name: { type: string, minLength: 1,", "        name: { type: string, x-name: Request, minLength: 1,");
        var code = spec.Generate();

        Assert.That(code, Does.Contain("UpdateAsync(string customerId, string request, RequestOptions? options = null,").And.Contain("new UpdateCustomerRequest { Request = request }, options"));
    }

    [TestCase("    description: The customers.\n", "    description: The customers. See `Customers_Get`.\n", "<summary>The customers. See <c>client.Customers.GetAsync</c>.</summary>")]
    [TestCase("summary: Reads a customer.", "summary: Reads a customer, unlike `Customers_Get`.", "<summary>Reads a customer, unlike <c>client.Customers.GetAsync</c>.")]
    [TestCase("description: Reads one customer.", "description: Unlike `Customers_Get`.", "<remarks>Unlike <c>client.Customers.GetAsync</c>.")]
    [TestCase("description: Only customers of this level.", "description: As of `Customers_Get`.", "<param name=\"level\">As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("      requestBody:\n        required: true\n", "      requestBody:\n        description: As of `Customers_Get`.\n        required: true\n", "<param name=\"request\">As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("          description: A page.\n", "          description: As of `Customers_Get`.\n", "<returns>As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("      description: The customer.\n      content:", "      description: As of `Customers_Get`.\n      content:", "<returns>As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("      description: A page of customers.", "      description: As of `Customers_Get`.", "<summary>As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("description: New name.", "description: As of `Customers_Get`.", "<summary>As of <c>client.Customers.GetAsync</c>.")]
    [TestCase("description: How good a customer is.", "description: As of `Customers_Get`.", "<summary>As of <c>client.Customers.GetAsync</c>.")]
    public void A_description_calls_an_operation_by_its_method_wherever_it_stands(string text, string replacement, string documentation)
    {
        using var spec = SpecFile.CrmWith(text, replacement);
        var code = spec.Generate();

        Assert.That(code, Does.Contain(documentation).And.Not.Contain("Customers_Get`").And.Not.Contain("<c>Customers_Get"));
    }

    [Test]
    public void Error_bodies_and_envelopes_do_not_become_types()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        var code = spec.Generate();

        Assert.That(code, Does.Contain("public partial class Customer\n").And.Contain("public partial class CustomerPage\n"));
        Assert.That(code, Does.Not.Contain("class Failure").And.Not.Contain("class CustomerEnvelope"));
    }
}
