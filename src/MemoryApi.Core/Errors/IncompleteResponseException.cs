using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>A response ended in the middle. Handlers treat it as a broken connection. The exception keeps the part that arrived.</summary>
internal sealed class IncompleteResponseException : HttpRequestException
{
    private const string Text = "The response ended in the middle.";

#if NET
    public IncompleteResponseException(ApiErrorDetails received, Exception cause)
        : base((cause as HttpIOException)?.HttpRequestError ?? (cause as HttpRequestException)?.HttpRequestError ?? System.Net.Http.HttpRequestError.Unknown, Text, cause) => Received = received;
#else
    public IncompleteResponseException(ApiErrorDetails received, Exception cause)
        : base(Text, cause) => Received = received;
#endif

    /// <summary>Status code, headers and the part of the body that arrived.</summary>
    public ApiErrorDetails Received { get; }
}
