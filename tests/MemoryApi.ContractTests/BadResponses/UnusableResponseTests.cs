using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>
/// Responses with a success status that can't be used, for every operation. Each is an exception of the SDK that keeps status and
/// body; never a reader's exception, and never a null.
/// </summary>
internal sealed class UnusableResponseTests
{
    private const string Html = "<html><body>Please sign in to the hotel's network</body></html>";

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public async Task A_body_that_is_cut_off_is_an_error(ContractOperation operation)
    {
        var body = operation.Spec.FirstSuccess.Example.Value.ToString(Formatting.None);

        for (var length = 1; length < body.Length; length += 1 + (body.Length / 10))
        {
            await MustBeUnusableAsync(operation, 200, body[..length]);
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public Task HTML_with_status_200_is_an_error(ContractOperation operation) => MustBeUnusableAsync(operation, 200, Html);

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public Task Something_after_the_JSON_is_an_error(ContractOperation operation) =>
        MustBeUnusableAsync(operation, 200, operation.Spec.FirstSuccess.Example.Value.ToString(Formatting.None) + "{}");

    [TestCaseSource(nameof(OperationsWithAContentDue))]
    public Task An_empty_200_is_an_error(ContractOperation operation) => MustBeUnusableAsync(operation, 200, string.Empty);

    [TestCaseSource(nameof(OperationsThatAskForAContent))]
    public Task A_204_is_an_error_where_a_content_was_asked_for(ContractOperation operation) => MustBeUnusableAsync(operation, 204, string.Empty);

    [TestCaseSource(nameof(Deletions))]
    public async Task A_204_to_a_deletion_is_an_empty_result(ContractOperation operation)
    {
        using var transport = CannedTransport.Responding(204, string.Empty);
        using var client = operation.Service.CreateClient(transport);

        var result = await operation.CallAsync(client);

        Assert.That(WireJson.Of(result), Is.EqualTo(new JObject()));
    }

    [TestCaseSource(nameof(OperationsThatAlwaysFindSomething))]
    public Task A_null_is_an_error(ContractOperation operation) => MustBeUnusableAsync(operation, 200, "null");

    [TestCaseSource(nameof(OperationsWithAShape))]
    public async Task JSON_of_another_shape_is_an_error(ContractOperation operation)
    {
        var isList = Resolved(operation, operation.Spec.FirstSuccess.Response.Schema!)["items"] is not null;

        foreach (var body in new[] { "\"text\"", "12.5", "true", isList ? "{}" : "[]", isList ? "{\"results\":[]}" : "[{}]" })
        {
            await MustBeUnusableAsync(operation, 200, body);
        }
    }

    [TestCaseSource(nameof(OperationsWithAnEnvelope))]
    public async Task An_envelope_without_its_value_is_an_error(ContractOperation operation)
    {
        foreach (var body in new[] { "{}", """{"other":{}}""", """{"data":null,"errors":null,"job":null,"members":null}""" })
        {
            await MustBeUnusableAsync(operation, 200, body);
        }
    }

    /// <summary>The documented rule: HTML of a gateway is a failure of the service, whatever it says.</summary>
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public async Task HTML_with_status_502_is_a_failure_of_the_service(ContractOperation operation)
    {
        using var transport = CannedTransport.Responding(502, Html);
        using var client = operation.Service.CreateClient(transport);

        var failure = await Failing.CallAsync<MemoryApiServerException>(() => operation.CallAsync(client));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.StatusCode, Is.EqualTo(502));
            Assert.That(failure.Body, Is.EqualTo(Html));
            Assert.That(failure.ErrorCode, Is.Null);
            Assert.That(failure.ServiceMessage, Is.Null);
            Assert.That(failure.ToString(), Does.Not.Contain("hotel"));
        }
    }

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsWithAContentDue() => Cases(
        operation => operation.Spec.Responses.All(response => !response.IsSuccess || response.Schema is not null));

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsThatAskForAContent() => Cases(operation => operation.Spec.Method != "DELETE");

    public static IEnumerable<TestCaseData<ContractOperation>> Deletions() => Cases(operation => operation.Spec.Method == "DELETE");

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsThatAlwaysFindSomething() => Cases(operation => !MayFindNothing(operation));

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsWithAShape() => Cases(
        operation => Resolved(operation, operation.Spec.FirstSuccess.Response.Schema!)["type"] is not null);

    public static IEnumerable<TestCaseData<ContractOperation>> OperationsWithAnEnvelope() => Cases(
        operation => Resolved(operation, operation.Spec.FirstSuccess.Response.Schema!)["x-envelope"]?["value"] is not null && !MayFindNothing(operation));

    private static IEnumerable<TestCaseData<ContractOperation>> Cases(Func<ContractOperation, bool> condition) =>
        ContractOperation.All.Where(condition).Select(operation => new TestCaseData<ContractOperation>(operation));

    private static bool MayFindNothing(ContractOperation operation)
    {
        var (response, example) = operation.Spec.FirstSuccess;
        var (schema, _) = new ExpectedResponse(operation.Service.Spec).Unwrap(response.Schema!, example.Value);
        return (bool?)schema["nullable"] == true;
    }

    private static JObject Resolved(ContractOperation operation, JObject schema) => operation.Service.Spec.Resolve(schema);

    private static async Task MustBeUnusableAsync(ContractOperation operation, int status, string body)
    {
        using var transport = CannedTransport.Responding(status, body);
        using var client = operation.Service.CreateClient(transport);

        var failure = await Failing.CallAsync<MemoryApiResponseException>(() => operation.CallAsync(client));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Operation, Is.EqualTo(operation.Spec.Id));
            Assert.That(failure.StatusCode, Is.EqualTo(status));
            Assert.That(failure.Body ?? string.Empty, Is.EqualTo(body));
            Assert.That(failure.Message, Does.Contain(operation.Spec.Id).And.Not.Contain(ContractService.Key));
            Assert.That(body.Length < 5 || !failure.ToString().Contains(body), "the body is in the exception's text");
        }
    }
}
