namespace MemoryApi.Core;

/// <summary>The ways to fail that a caller acts differently on.</summary>
internal enum FailureKind
{
    Other,
    Authentication,
    Permission,
    NotFound,
    Conflict,
    Validation,
    RateLimit,
    Server,
}

/// <summary>Which status, and which code of an envelope, means which way to fail.</summary>
internal static class FailureKinds
{
    public static FailureKind FromStatus(int status) => status switch
    {
        400 or 413 or 422 => FailureKind.Validation,
        401 => FailureKind.Authentication,
        403 => FailureKind.Permission,
        404 => FailureKind.NotFound,
        409 => FailureKind.Conflict,
        429 => FailureKind.RateLimit,
        >= 500 => FailureKind.Server,
        _ => FailureKind.Other,
    };

    public static FailureKind FromCode(string? code) => code switch
    {
        "BAD_REQUEST" or "INVALID_REQUEST" => FailureKind.Validation,
        "AUTH_FAILURE" or "UNAUTHORIZED" => FailureKind.Authentication,
        "INSUFFICIENT_SCOPE" or "FORBIDDEN" => FailureKind.Permission,
        "NOT_FOUND" or "MEMORY_NOT_FOUND" => FailureKind.NotFound,
        "INTERNAL_ERROR" => FailureKind.Server,
        _ => FailureKind.Other,
    };
}
