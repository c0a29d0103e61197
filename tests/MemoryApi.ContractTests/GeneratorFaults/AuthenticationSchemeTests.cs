using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: it put the right scheme on the root client and the wrong one on every group.</summary>
internal sealed class AuthenticationSchemeTests
{
    [TestCaseSource(nameof(GroupsOfMem0))]
    public async Task Every_group_sends_the_token_scheme(string group)
    {
        var operation = ContractOperation.All.First(candidate => candidate.Service == ContractService.Mem0 && candidate.Spec.Group == group);

        Assert.That(await AuthorizationOfAsync(operation), Is.EqualTo("Token m0-contract-key"));
    }

    [TestCaseSource(nameof(GroupsOfBland))]
    public async Task Every_group_sends_the_raw_key(string group)
    {
        var operation = ContractOperation.All.First(candidate => candidate.Service == ContractService.Bland && candidate.Spec.Group == group);

        Assert.That(await AuthorizationOfAsync(operation), Is.EqualTo("m0-contract-key"));
    }

    public static IEnumerable<string> GroupsOfMem0() => GroupsOf(ContractService.Mem0);

    public static IEnumerable<string> GroupsOfBland() => GroupsOf(ContractService.Bland);

    private static IEnumerable<string> GroupsOf(ContractService service) => service.Spec.Operations.Select(operation => operation.Group).Distinct();

    private static async Task<string?> AuthorizationOfAsync(ContractOperation operation)
    {
        var (response, example) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(response.Stub(example));
        using var client = operation.Service.CreateClient(service);

        await operation.CallAsync(client);

        return service.SingleRequest.Header("Authorization");
    }
}
