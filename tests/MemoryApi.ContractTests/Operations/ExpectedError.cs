using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The expected content of errors in each shape of the two services. It is derived by separate rules, without the code under test.</summary>
internal sealed record ExpectedError(string? Code, string? Message, string? Field)
{
    public static ExpectedError Of(ApiError error) => new(error.Code, error.Message, error.Field);

    /// <summary>The errors that a body lists, in its order.</summary>
    public static IReadOnlyList<ExpectedError> AllOf(JToken body) => body switch
    {
        JArray messages => [.. messages.Select(message => new ExpectedError(null, (string)message!, null))],
        JObject { Count: > 0 } fields => OfObject(fields),
        _ => throw new NotSupportedException("No rule for this error: " + body),
    };

    /// <summary>The type of exception that a status must become.</summary>
    public static Type TypeFor(int status) => status switch
    {
        400 or 413 or 422 => typeof(MemoryApiValidationException),
        401 => typeof(MemoryApiAuthenticationException),
        403 => typeof(MemoryApiPermissionException),
        404 => typeof(MemoryApiNotFoundException),
        409 => typeof(MemoryApiConflictException),
        429 => typeof(MemoryApiRateLimitException),
        >= 500 => typeof(MemoryApiServerException),
        _ => typeof(MemoryApiException),
    };

    private static IReadOnlyList<ExpectedError> OfObject(JObject body) => body switch
    {
        // Bland: { "data": null, "errors": [ { "error": CODE, "message": text } ] }
        _ when body["errors"] is JArray errors => [.. errors.Select(error => new ExpectedError((string?)error["error"], (string?)error["message"], null))],

        // Mem0: { "error": "400 Bad Request", "details": { "message": text } }
        _ when (string?)body["details"]?["message"] is { } message => [new ExpectedError(null, message, null)],

        // Mem0: { "detail" | "message" | "error": text }
        _ when (string?)(body["detail"] ?? body["message"] ?? body["error"]) is { } message => [new ExpectedError(null, message, null)],

        // Mem0's forms: { field: [ text ] }, also under "errors"
        _ => [.. Fields((JObject?)body["errors"] ?? body, string.Empty)],
    };

    private static IEnumerable<ExpectedError> Fields(JObject fields, string prefix) => fields.Properties().SelectMany(field => field.Value is JObject inner
        ? Fields(inner, prefix + field.Name + ".")
        : field.Value.Select(message => new ExpectedError(null, (string?)message, prefix + field.Name)));
}
