using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>What could be read from an error's body.</summary>
internal sealed class ErrorBody
{
    public static readonly ErrorBody Empty = new(null, null, []);

    public ErrorBody(string? message, string? code, IReadOnlyList<ApiError> errors)
    {
        Message = message;
        Code = code;
        Errors = errors;
    }

    public string? Message { get; }

    public string? Code { get; }

    public IReadOnlyList<ApiError> Errors { get; }
}
