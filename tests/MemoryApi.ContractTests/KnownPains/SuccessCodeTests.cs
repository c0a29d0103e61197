using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: success codes other than the declared one threw.</summary>
internal sealed class SuccessCodeTests
{
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public async Task Any_success_code_gives_the_value(ContractOperation operation)
    {
        var (response, example) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(StubbedResponse.Json(200, example.Value));
        using var client = operation.Service.CreateClient(service);

        foreach (var status in new[] { 200, 201, 202 })
        {
            service.Respond(StubbedResponse.Json(status, example.Value));

            var result = await operation.CallAsync(client, CallSurface.WithRawResponse, operation.AnyRequest);

            Assert.That(((ApiResponse)result!).StatusCode, Is.EqualTo(status));
            Assert.That(CallResult.Differences(operation, response, example.Value, CallResult.Value(result)), Is.Empty, $"status {status}");
        }

        Assert.That(service.Requests.Count, Is.EqualTo(3));
    }
}
