using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The result for each example of each declared success of each operation.</summary>
internal sealed class SuccessTests
{
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Successes))]
    public async Task The_response_becomes_the_value(ContractOperation operation, SpecResponse response, SpecExample example, CallSurface surface)
    {
        using var service = StubbedService.Responding(response.Stub(example));
        using var client = operation.Service.CreateClient(service);

        var result = await operation.CallAsync(client, surface, operation.AnyRequest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((result as ApiResponse)?.StatusCode, Is.EqualTo(surface == CallSurface.WithRawResponse ? response.Status : null));
            Assert.That((result as ApiResponse)?.Attempts, Is.EqualTo(surface == CallSurface.WithRawResponse ? 1 : null));
            Assert.That(CallResult.Differences(operation, response, example.Value, CallResult.Value(result)), Is.Empty);
            Assert.That(service.Requests, Has.Count.EqualTo(1));
        }
    }

    /// <summary>The result exists, and nothing is set in it.</summary>
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.EmptySuccesses))]
    public async Task A_declared_success_without_a_body_is_an_empty_result(ContractOperation operation, int status)
    {
        using var service = StubbedService.Responding(new StubbedResponse(status));
        using var client = operation.Service.CreateClient(service);

        var plain = await operation.CallAsync(client, CallSurface.Plain, operation.AnyRequest);
        var raw = await operation.CallAsync(client, CallSurface.WithRawResponse, operation.AnyRequest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain, Is.Not.Null);
            Assert.That(JsonDifferences.Between(new JObject(), WireJson.Of(plain)), Is.Empty);
            Assert.That(JsonDifferences.Between(new JObject(), WireJson.Of(CallResult.Value(raw))), Is.Empty);
            Assert.That(((ApiResponse)raw!).StatusCode, Is.EqualTo(status));
        }
    }
}
