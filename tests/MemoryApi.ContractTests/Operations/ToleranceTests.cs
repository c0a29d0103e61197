using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Responses that are not quite as declared, for every operation, every example and every member in it.</summary>
internal sealed class ToleranceTests
{
    [TestCaseSource(nameof(Responses))]
    public Task A_missing_member_changes_nothing_else(ContractOperation operation, SpecResponse response, SpecExample example) =>
        EachMemberAsync(operation, response, example, (body, member) => body.SelectToken(member.Path)!.Parent!.Remove(), isKept: false);

    [TestCaseSource(nameof(Responses))]
    public Task A_member_that_is_null_changes_nothing_else(ContractOperation operation, SpecResponse response, SpecExample example) =>
        EachMemberAsync(operation, response, example, (body, member) => body.SelectToken(member.Path)!.Replace(JValue.CreateNull()), isKept: false);

    [TestCaseSource(nameof(Responses))]
    public Task A_member_of_another_type_is_kept_as_it_came(ContractOperation operation, SpecResponse response, SpecExample example) => EachMemberAsync(
        operation,
        response,
        example,
        (body, member) => body.SelectToken(member.Path)!.Replace(member.IsDueStructure ? body.SelectToken(member.Path)! : member.OddValue),
        isKept: true);

    /// <summary>A list of results that is no list: to go on without it would be to say that there are none.</summary>
    [TestCaseSource(nameof(Responses))]
    public async Task A_required_list_or_object_of_another_type_is_an_error(ContractOperation operation, SpecResponse response, SpecExample example)
    {
        foreach (var member in DeclaredMember.Of(operation.Service.Spec, response, example).Where(member => member.IsDueStructure))
        {
            var body = example.Value.DeepClone();
            body.SelectToken(member.Path)!.Replace(member.OddValue);
            using var transport = CannedTransport.Responding(response.Status, body.ToString(Formatting.None));
            using var client = operation.Service.CreateClient(transport);

            var failure = await Failing.CallAsync(() => operation.CallAsync(client));

            Assert.That(failure, Is.TypeOf<MemoryApiResponseException>().With.Property("Body").EqualTo(body.ToString(Formatting.None)), member.Path);
        }
    }

    [TestCaseSource(nameof(Responses))]
    public Task An_unknown_member_is_kept(ContractOperation operation, SpecResponse response, SpecExample example) => EachMemberAsync(
        operation,
        response,
        example,
        (body, member) => ((JObject)body.SelectToken(member.Path)!.Parent!.Parent!)["brand_new"] = WireJson.Parse("""{"a":[1,null,"2026-01-01T00:00:00"]}"""),
        isKept: true);

    [TestCaseSource(nameof(Responses))]
    public Task An_unknown_value_of_an_enum_survives(ContractOperation operation, SpecResponse response, SpecExample example) => EachMemberAsync(
        operation,
        response,
        example,
        (body, member) => body.SelectToken(member.Path)!.Replace(member.IsEnum ? new JValue("BRAND_NEW") : body.SelectToken(member.Path)!),
        isKept: true);

    /// <summary>Every success that has declared members.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecResponse, SpecExample>> Responses() =>
        from operation in ContractOperation.All
        from response in operation.Spec.Responses
        where response is { IsSuccess: true, Schema: not null }
        from example in response.Examples
        where DeclaredMember.Of(operation.Service.Spec, response, example).Count > 0
        select new TestCaseData<ContractOperation, SpecResponse, SpecExample>(operation, response, example);

    private static async Task EachMemberAsync(
        ContractOperation operation, SpecResponse response, SpecExample example, Action<JToken, DeclaredMember> change, bool isKept)
    {
        foreach (var member in DeclaredMember.Of(operation.Service.Spec, response, example))
        {
            var body = example.Value.DeepClone();
            change(body, member);
            using var transport = CannedTransport.Responding(response.Status, body.ToString(Formatting.None));
            using var client = operation.Service.CreateClient(transport);

            var value = await operation.CallAsync(client);

            Assert.That(value, Is.Not.Null, member.Path);
            var differences = CallResult.Differences(operation, response, body, value);
            Assert.That(isKept ? differences : differences.Where(difference => !difference.StartsWith(member.Place, StringComparison.Ordinal)), Is.Empty, member.Path);
        }
    }
}
