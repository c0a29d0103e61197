using System.Collections.Generic;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Compares what a call gave with what the service responded.</summary>
internal static class CallResult
{
    /// <summary>The value of a raw response; anything else is itself.</summary>
    public static object? Value(object? result) => result is ApiResponse ? result.GetType().GetProperty("Value")?.GetValue(result) : result;

    /// <summary>Where the value, written as JSON, isn't what was responded.</summary>
    public static IReadOnlyList<string> Differences(ContractOperation operation, SpecResponse response, JToken received, object? value)
    {
        var rules = new ExpectedResponse(operation.Service.Spec);
        var (schema, expected) = rules.Unwrap(response.Schema!, received);
        return JsonDifferences.Between(rules.Canonical(schema, expected), rules.Canonical(schema, WireJson.Of(value)));
    }
}
