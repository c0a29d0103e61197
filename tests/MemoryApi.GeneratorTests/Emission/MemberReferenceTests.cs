namespace MemoryApi.GeneratorTests.Emission;

/// <summary>Descriptions that refer to members and parameters by their wire names.</summary>
public class MemberReferenceTests
{
    private const string Member = "        name: { type: string, minLength: 1,";

    [TestCase("description: Reads one customer.", "description: Reads by `customer_id`.", "<remarks>Reads by <c>customerId</c>.", TestName = "A parameter of the operation")]
    [TestCase("description: New name.", "description: Replaces `customer_id`.", "<summary>Replaces <c>customerId</c>.", TestName = "A parameter of another place")]
    [TestCase("description: How good a customer is.", "description: See `customer_id` and `no_member`.", "<summary>See <c>customerId</c> and <c>no_member</c>.", TestName = "What no member has stays")]
    [TestCase("summary: Reads a customer.", "summary: Reads a customer with its `full_name`.", "<summary>Reads a customer with its <c>Name</c>.", TestName = "A member of the result")]
    public void They_are_called_as_in_CSharp(string text, string replacement, string documentation)
    {
        using var spec = SpecFile.CrmWith(text, replacement);

        Assert.That(spec.Generate(), Does.Contain(documentation));
    }

    [Test]
    public void A_name_that_C_sharp_has_chosen_counts()
    {
        using var spec = new SpecFile(SpecFile.Crm
            .Replace(Member, "        full_name: { type: string, x-name: Called, description: The whole name. }\n" + Member, System.StringComparison.Ordinal)
            .Replace("description: New name.", "description: A part of `full_name`.", System.StringComparison.Ordinal));

        Assert.That(spec.Generate(), Does.Contain("<summary>A part of <c>Called</c>."));
    }

    [Test]
    public void Code_that_shows_what_is_sent_stays_as_it_is()
    {
        using var spec = SpecFile.CrmWith("description: New name.", "description: 'As in `{\"customer_id\": 1}`.'");

        Assert.That(spec.Generate(), Does.Contain("<summary>As in <c>{&quot;customer_id&quot;: 1}</c>."));
    }
}
