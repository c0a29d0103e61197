using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>The parts of an error's body that could be read.</summary>
internal sealed class ErrorBody
{
    public static readonly ErrorBody Empty = new(null, null, [], isJson: false);

    public ErrorBody(string? message, string? code, IReadOnlyList<ApiError> errors, bool isJson)
    {
        Message = message;
        Code = code;
        Errors = errors;
        IsJson = isJson;
    }

    /// <summary>All reasons that the service gave, in one text.</summary>
    public string? Message { get; }

    public string? Code { get; }

    public IReadOnlyList<ApiError> Errors { get; }

    /// <summary>Whether the body was JSON.</summary>
    public bool IsJson { get; }

    /// <summary>
    /// Whether the body looks like one of the service: it is JSON, and it says more than the status code or than that nothing exists at the address. Any other body
    /// may come from a web server that isn't the service.
    /// </summary>
    /// <param name="path">Path of the address.</param>
    public bool IsOfService(string path) => IsJson
        && (Message is null ? Code is not null : !ErrorText.IsStatusPhrase(Message) && (path.Length == 0 || Message.IndexOf(path, StringComparison.OrdinalIgnoreCase) < 0));
}
