using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: unknown members were noise in requests and lost in responses.</summary>
internal sealed class UnknownMemberTests
{
    [Test]
    public async Task An_unknown_member_of_a_response_is_kept_exactly()
    {
        using var transport = CannedTransport.Responding(200, """{"id":"1","brand_new":{"big":9007199254740993,"exact":0.10,"none":null,"at":"2026-01-01T00:00:00"}}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var memory = await client.Memories.GetAsync("1");

        Assert.That(
            memory.AdditionalProperties.ToString(Formatting.None),
            Is.EqualTo("""{"brand_new":{"big":9007199254740993,"exact":0.10,"none":null,"at":"2026-01-01T00:00:00"}}"""));
    }

    [Test]
    public async Task A_member_named_like_our_own_property_is_not_lost()
    {
        using var transport = CannedTransport.Responding(200, """{"id":"1","additional_properties":1,"AdditionalProperties":2,"Id":3}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var memory = await client.Memories.GetAsync("1");

        Assert.That(memory.Id, Is.EqualTo("1"));
        Assert.That(
            memory.AdditionalProperties.ToString(Formatting.None), Is.EqualTo("""{"additional_properties":1,"AdditionalProperties":2,"Id":3}"""));
    }

    [TestCaseSource(nameof(OperationsWithABody))]
    public void A_request_has_no_place_for_unknown_members(ContractOperation operation)
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = operation.Service.CreateClient(transport);
        var request = operation.Method(client.GetType().GetProperty(operation.Spec.Group)!.PropertyType).GetParameters().Single(parameter => parameter.Name == "request");

        Assert.That(request.ParameterType.GetProperties().Select(property => property.Name), Has.None.EqualTo("AdditionalProperties"));
        Assert.That(
            () => JsonConvert.DeserializeObject("""{"brand_new":1}""", request.ParameterType),
            Throws.InstanceOf<JsonException>(),
            "a misspelt member must not vanish");
    }

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsWithABody() => ContractOperation.All
        .Where(operation => operation.Spec.RequestSchema is not null)
        .Select(operation => new TestCaseData<ContractOperation>(operation));
}
