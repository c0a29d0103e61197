using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The exception for each example of each declared error of each operation.</summary>
internal sealed class ErrorTests
{
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Errors))]
    public async Task The_error_has_the_type_of_its_status_and_all_that_the_service_said(ContractOperation operation, SpecResponse response, SpecExample example)
    {
        using var service = StubbedService.Responding(response.Stub(example));
        using var client = operation.Service.CreateClient(service);

        var failure = await Failing.CallAsync(() => operation.CallAsync(client));

        Assert.That(failure, Is.TypeOf(ExpectedError.TypeFor(response.Status)));
        var error = (MemoryApiException)failure;
        var expected = ExpectedError.AllOf(example.Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Operation, Is.EqualTo(operation.Spec.Id));
            Assert.That(error.StatusCode, Is.EqualTo(response.Status));
            Assert.That(error.Errors.Select(ExpectedError.Of), Is.EqualTo(expected));
            Assert.That(error.ErrorCode, Is.EqualTo(expected[0].Code));
            Assert.That(error.ServiceMessage, expected[0].Field is null ? Is.EqualTo(expected[0].Message) : Does.EndWith(expected[0].Message!));
            Assert.That(error.Body, Is.EqualTo(example.Value.ToString(Formatting.None)));
            Assert.That(error.BodyIsTruncated, Is.False);
            Assert.That(error.Attempts, Is.EqualTo(1));
            Assert.That(RetryAfterOf(error), Is.EqualTo(RetryAfterOf(response)));
            foreach (var header in response.Headers)
            {
                Assert.That(error.Headers[header.Key], Is.EqualTo(new[] { header.Value }));
            }

            Assert.That(service.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Errors))]
    public async Task Neither_message_nor_text_of_the_error_holds_the_body_or_the_key(ContractOperation operation, SpecResponse response, SpecExample example)
    {
        using var transport = CannedTransport.Responding(response.Status, example.Value.ToString(Formatting.None));
        using var client = operation.Service.CreateClient(transport);

        var failure = await Failing.CallAsync(() => operation.CallAsync(client));

        var texts = example.Value.SelectTokens("$..*").OfType<JValue>().Where(value => value.Type == JTokenType.String).Select(value => (string)value!).ToList();
        Assert.That(texts, Is.Not.Empty);
        foreach (var text in texts.Append(ContractService.Key))
        {
            Assert.That(failure.Message, Does.Not.Contain(text));
            Assert.That(failure.ToString(), Does.Not.Contain(text));
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public async Task The_raw_response_fails_in_the_same_way(ContractOperation operation)
    {
        foreach (var response in operation.Spec.Responses.Where(response => !response.IsSuccess))
        {
            using var transport = CannedTransport.Responding(response.Status, response.Examples[0].Value.ToString(Formatting.None));
            using var client = operation.Service.CreateClient(transport);

            var failure = await Failing.CallAsync(() => operation.CallAsync(client, CallSurface.WithRawResponse, operation.AnyRequest));

            Assert.That(failure, Is.TypeOf(ExpectedError.TypeFor(response.Status)).And.Property("Operation").EqualTo(operation.Spec.Id));
        }
    }

    private static TimeSpan? RetryAfterOf(MemoryApiException error) => error switch
    {
        MemoryApiRateLimitException limit => limit.RetryAfter,
        MemoryApiServerException server => server.RetryAfter,
        _ => null,
    };

    private static TimeSpan? RetryAfterOf(SpecResponse response) => response.Headers.TryGetValue("Retry-After", out var seconds)
        ? TimeSpan.FromSeconds(int.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture))
        : null;
}
