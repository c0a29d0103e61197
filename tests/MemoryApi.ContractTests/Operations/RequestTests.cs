using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>The HTTP request for each example of a request of each operation.</summary>
internal sealed class RequestTests
{
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Requests))]
    public async Task The_request_is_exactly_the_example(ContractOperation operation, SpecExample? example, CallSurface surface)
    {
        var (response, returned) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(response.Stub(returned));
        using var client = operation.Service.CreateClient(service);

        await operation.CallAsync(client, surface, example);

        var request = service.SingleRequest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Method, Is.EqualTo(operation.Spec.Method));
            Assert.That(request.Url, Is.EqualTo(ExpectedUrl.Of(operation.Spec)));
            Assert.That(request.Header("Authorization"), Is.EqualTo(operation.Service.AuthorizationValue));
            Assert.That(request.Header("Accept"), Is.EqualTo("application/json"));
            Assert.That(request.Header("User-Agent"), Does.StartWith("MemoryApi."));
            Assert.That(request.Header("X-Mem0-Client"), operation.Service == ContractService.Mem0 ? Does.StartWith("dotnet-MemoryApi.Mem0/") : Is.Null);
            Assert.That(request.Header("Content-Type"), example is null ? Is.Null : Is.EqualTo("application/json"));
            foreach (var parameter in operation.Spec.Parameters)
            {
                Assert.That(parameter.In != "header" || request.Header(parameter.Name) == parameter.Example.ToString(), parameter.Name);
            }

            if (example is null)
            {
                Assert.That(request.Body, Is.Empty);
            }
            else
            {
                Assert.That(JsonDifferences.Between(example.Value, WireJson.Parse(request.Body)), Is.Empty);
            }
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Requests))]
    public async Task The_request_has_nothing_that_is_not_declared(ContractOperation operation, SpecExample? example, CallSurface surface)
    {
        var (response, returned) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(response.Stub(returned));
        using var client = operation.Service.CreateClient(service);

        await operation.CallAsync(client, surface, example);

        var request = service.SingleRequest;
        var validator = new RequestValidator(operation.Service.Spec);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(validator.OperationFor(request.Method, request.Url.Split('?')[0])?.Id, Is.EqualTo(operation.Spec.Id));
            Assert.That(validator.Validate(request), Is.Empty);
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.OptionalParameters))]
    public async Task A_parameter_that_is_left_out_is_not_sent(ContractOperation operation, SpecParameter parameter)
    {
        var (response, returned) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(response.Stub(returned));
        using var client = operation.Service.CreateClient(service);

        await operation.CallAsync(client, CallSurface.Plain, operation.AnyRequest, without: parameter);

        var request = service.SingleRequest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Url, Is.EqualTo(ExpectedUrl.Of(operation.Spec, without: parameter)));
            Assert.That(parameter.In != "header" || request.Header(parameter.Name) is null);
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Alternatives))]
    public async Task Each_of_several_alternatives_is_sent_by_itself(ContractOperation operation, SpecParameter alternative)
    {
        var (response, returned) = operation.Spec.FirstSuccess;
        using var service = StubbedService.Responding(response.Stub(returned));
        using var client = operation.Service.CreateClient(service);

        await operation.CallAsync(client, CallSurface.WithRawResponse, operation.AnyRequest, alternative: alternative);

        Assert.That(service.SingleRequest.Url, Is.EqualTo(ExpectedUrl.Of(operation.Spec, alternative: alternative)));
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Alternatives))]
    public async Task None_of_several_alternatives_is_refused_before_sending(ContractOperation operation, SpecParameter alternative)
    {
        using var service = StubbedService.Responding(operation.Spec.FirstSuccess.Response.Stub(operation.Spec.FirstSuccess.Example));
        using var client = operation.Service.CreateClient(service);

        await Assert.ThrowsAsync<System.ArgumentException>(() => operation.CallAsync(
            client, CallSurface.WithRawResponse, operation.AnyRequest, without: alternative, alternative: alternative));
    }
}
