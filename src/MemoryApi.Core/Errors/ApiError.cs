namespace MemoryApi.Core;

/// <summary>One error as the service stated it. All texts are the service's own and may change, so don't make decisions based on the message.</summary>
public sealed class ApiError
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">The service's code, if it gave one.</param>
    /// <param name="message">The service's explanation, if it gave one.</param>
    /// <param name="field">Path of the request member that is wrong, if the service named one.</param>
    public ApiError(string? code, string? message, string? field = null)
    {
        Code = code;
        Message = message;
        Field = field;
    }

    /// <summary>The service's code, e.g. <c>NOT_FOUND</c>; <see langword="null"/> when it gave none.</summary>
    public string? Code { get; }

    /// <summary>The service's explanation; <see langword="null"/> when it gave none. It may repeat what was sent.</summary>
    public string? Message { get; }

    /// <summary>Path of the request member that is wrong, parts joined with dots; <see langword="null"/> when the service named none.</summary>
    public string? Field { get; }
}
