using System.Linq;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Emission;

/// <summary>Which methods a group has, and who may call them.</summary>
public class MethodShapeTests
{
    [Test]
    public void An_operation_that_a_hand_written_method_stands_for_is_hidden_and_stays_public_with_its_response()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        var code = string.Join("\n", ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Crm") { HiddenOperations = ["Customers_Get"] }).Select(file => file.Code));

        Assert.That(code, Does.Contain("    protected internal virtual Task<Customer> GetAsync(string customerId,").And.Contain("    public virtual Task<ApiResponse<Customer>> GetAsync(string customerId,"));
        Assert.That(code, Does.Contain("    public virtual Task<Customer> UpdateAsync(string customerId, UpdateCustomerRequest request,"));
    }

    [Test]
    public void Enumerations_and_shorthands_have_a_twin_with_raw_responses_and_inherited_documentation()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        var code = spec.Generate();

        Assert.That(code, Does.Contain("""
                /// <inheritdoc cref="CustomersClient.ListAllAsync(Level?, RequestOptions?, CancellationToken)"/>
            """));
        Assert.That(code, Does.Contain("public virtual IAsyncEnumerable<ApiResponse<Customer>> ListAllAsync(Level? level = null,"));
        Assert.That(code, Does.Contain("""/// <inheritdoc cref="CustomersClient.UpdateAsync(string, string, RequestOptions?, CancellationToken)"/>"""));
    }

    [Test]
    public void An_enum_has_its_texts_as_constants_and_no_value_takes_their_name()
    {
        using var spec = SpecFile.CrmWith("enum: [", "enum: [names, ");
        var code = spec.Generate();

        Assert.That(code, Does.Contain("    public static class Names").And.Contain("""        public const string Names2 = "names";"""));
        Assert.That(code, Does.Contain("{ get; } = new(Names.Names2);"));
    }
}
