using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>What could be read from an error's body.</summary>
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
    /// Whether it looks like the service that was asked for: it is JSON and says more than the status does, and more than that there is nothing at the
    /// address. Otherwise it may come from any web server.
    /// </summary>
    /// <param name="path">Path of the address.</param>
    public bool IsOfService(string path) => IsJson
        && (Message is null ? Code is not null : !ErrorText.IsStatusPhrase(Message) && (path.Length == 0 || Message.IndexOf(path, StringComparison.OrdinalIgnoreCase) < 0));
}
