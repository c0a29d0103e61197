using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Core;

/// <summary>Replaces API keys in the texts of a service by <c>***</c>, since some services quote a key that they refuse.</summary>
internal static class KeyMask
{
    private const string Mask = "***";

    public static string? Apply(string? text, IReadOnlyList<string> keys) =>
        Has(text, keys) ? keys.OrderByDescending(key => key.Length).Aggregate(text, (masked, key) => masked!.Replace(key, Mask)) : text;

    public static IReadOnlyList<ApiError> Apply(IReadOnlyList<ApiError> errors, IReadOnlyList<string> keys) =>
        errors.Any(error => Has(error.Code, keys) || Has(error.Message, keys) || Has(error.Field, keys))
            ? [.. errors.Select(error => new ApiError(Apply(error.Code, keys), Apply(error.Message, keys), Apply(error.Field, keys)))]
            : errors;

    private static bool Has(string? text, IReadOnlyList<string> keys) => text is not null && keys.Any(key => text.IndexOf(key, StringComparison.Ordinal) >= 0);
}
