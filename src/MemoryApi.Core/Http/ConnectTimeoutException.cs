using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>No connection was made in time. Pipelines treat this as a failed connection. The request can't have been sent.</summary>
internal sealed class ConnectTimeoutException : HttpRequestException
{
    private const string Text = "No connection was made in time.";

#if NET
    public ConnectTimeoutException(TimeSpan limit, Exception cause)
        : base(System.Net.Http.HttpRequestError.ConnectionError, Text, cause) => Limit = limit;
#else
    public ConnectTimeoutException(TimeSpan limit, Exception cause)
        : base(Text, cause) => Limit = limit;
#endif

    public TimeSpan Limit { get; }
}
