using System;

namespace MemoryApi.Core;

/// <summary>The kinds of failure that callers handle differently.</summary>
internal enum FailureKind
{
    Other,
    Authentication,
    Permission,
    NotFound,
    Timeout,
    Conflict,
    Validation,
    RateLimit,
    Server,
}

/// <summary>Maps a status code, or the error code of an envelope, to a kind of failure.</summary>
internal static class FailureKinds
{
    public static FailureKind FromStatus(int status) => status switch
    {
        400 or 413 or 422 => FailureKind.Validation,
        401 => FailureKind.Authentication,
        403 => FailureKind.Permission,
        404 => FailureKind.NotFound,
        408 => FailureKind.Timeout,
        409 => FailureKind.Conflict,
        429 => FailureKind.RateLimit,
        >= 500 => FailureKind.Server,
        _ => FailureKind.Other,
    };

    /// <summary>Maps an error code. A code means the same for each operation, and unknown codes are matched by the pattern of the known ones.</summary>
    public static FailureKind FromCode(string? code) => code switch
    {
        null => FailureKind.Other,
        "BAD_REQUEST" => FailureKind.Validation,
        "AUTH_FAILURE" or "UNAUTHORIZED" => FailureKind.Authentication,
        "INSUFFICIENT_SCOPE" or "FORBIDDEN" => FailureKind.Permission,
        "INTERNAL_ERROR" or "MEMORY_ERROR" => FailureKind.Server,
        _ when code.EndsWith("NOT_FOUND", StringComparison.Ordinal) => FailureKind.NotFound,
        _ when code.StartsWith("RATE_LIMIT", StringComparison.Ordinal) => FailureKind.RateLimit,
        _ when code.StartsWith("INVALID", StringComparison.Ordinal) || code.EndsWith("INVALID", StringComparison.Ordinal) => FailureKind.Validation,
        _ => FailureKind.Other,
    };
}
