using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>An answer ended in the middle. For handlers it is a broken connection; it keeps what had arrived.</summary>
internal sealed class AnswerBrokenOffException : HttpRequestException
{
    private const string Text = "The answer broke off.";

#if NET
    public AnswerBrokenOffException(ApiErrorDetails received, Exception cause)
        : base((cause as HttpIOException)?.HttpRequestError ?? System.Net.Http.HttpRequestError.Unknown, Text, cause) => Received = received;
#else
    public AnswerBrokenOffException(ApiErrorDetails received, Exception cause)
        : base(Text, cause) => Received = received;
#endif

    /// <summary>Status, headers and the part of the body that had arrived.</summary>
    public ApiErrorDetails Received { get; }
}
