using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Every shape of an error that both services are known to send, through the whole client.</summary>
public sealed class ErrorShapeTests
{
    public static IEnumerable<TestCaseData> Shapes()
    {
        // Mem0
        yield return Shape(401, """{"detail":"Authentication credentials were not provided."}""", "Authentication credentials were not provided.");
        yield return Shape(404, """{"detail":"Invalid page."}""", "Invalid page.");
        yield return Shape(404, """{"error":"Memory not found!"}""", "Memory not found!");
        yield return Shape(400, """{"error":"400 Bad Request","details":{"message":"One of the filters: app_id, user_id, agent_id, run_id is required!"}}""", "One of the filters: app_id, user_id, agent_id, run_id is required!");
        yield return Shape(403, """{"message":"You do not have access."}""", "You do not have access.");
        yield return Shape(400, """{"errors":{"name":["This field is required."]}}""", "name: This field is required.", field: "name");
        yield return Shape(400, """{"url":["Enter a valid URL."]}""", "url: Enter a valid URL.", field: "url");
        yield return Shape(400, """{"event_types":{"0":["\"x\" is not a valid choice."]}}""", "event_types.0: \"x\" is not a valid choice.", field: "event_types.0");
        yield return Shape(400, """["At least one of the filters is required!"]""", "At least one of the filters is required!");
        yield return Shape(400, """{"error":"{'messages': [ErrorDetail(string='This field is required.', code='required')]}"}""", "{'messages': [ErrorDetail(string='This field is required.', code='required')]}");
        yield return Shape(400, "\"[ErrorDetail(string='Invalid.', code='invalid')]\"", "[ErrorDetail(string='Invalid.', code='invalid')]");
        yield return Shape(502, "<html><head><title>502 Bad Gateway</title></head></html>", null);
        yield return Shape(503, "", null);

        // Bland
        yield return Shape(404, """{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact not found"}]}""", "Contact not found", "NOT_FOUND");
        yield return Shape(403, """{"status":403,"data":null,"errors":[{"error":"INSUFFICIENT_SCOPE","message":"Scope missing","required_scope":"memory:write"}]}""", "Scope missing", "INSUFFICIENT_SCOPE");
        yield return Shape(401, """{"data":null,"errors":[{"error":"AUTH_FAILURE","message":"Unauthorized"}]}""", "Unauthorized", "AUTH_FAILURE");
        yield return Shape(400, """{"status":"error","message":"Missing call_id"}""", "Missing call_id");
        yield return Shape(500, """{"error":"INTERNAL_ERROR","message":"An unexpected error occurred"}""", "An unexpected error occurred", "INTERNAL_ERROR");
        yield return Shape(429, "Too many requests, please try again later.", "Too many requests, please try again later.");
        yield return Shape(429, """{"error":"rate_limited","limit":6,"message":"Too many requests","docs":"https://docs.bland.ai"}""", "Too many requests", "rate_limited");
        yield return Shape(429, "", null);
    }

    [TestCaseSource(nameof(Shapes))]
    public async Task Each_shape_gives_its_message_code_and_field(int status, string body, string? message, string? code, string? field)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status, body), options => options.Resilience.Retry.MaxRetryAttempts = 0);

        var failure = (MemoryApiException)(await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync()))!;

        Assert.That(failure.StatusCode, Is.EqualTo(status));
        Assert.That(failure.ServiceMessage, Is.EqualTo(message));
        Assert.That(failure.ErrorCode, Is.EqualTo(code));
        Assert.That(failure.Errors, message is null ? Is.Empty : Is.Not.Empty);
        Assert.That(field is null || failure.Errors[0].Field == field);
        Assert.That(failure.Body ?? string.Empty, Is.EqualTo(body));
        Assert.That(message is null || !failure.ToString().Contains(message), "the text of the exception repeats the service");
    }

    private static TestCaseData Shape(int status, string body, string? message, string? code = null, string? field = null) => new(status, body, message, code, field);
}
