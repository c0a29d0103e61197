using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>What an exception of the transport may say to people. .NET quotes what it received when that isn't HTTP, and exceptions end up in logs.</summary>
internal static class TransportCause
{
    /// <summary>The same cause; another one, of the same kind, when its text quotes the answer.</summary>
    public static Exception WithoutContent(Exception cause)
    {
#if NET
        for (var link = cause; link is not null; link = link.InnerException)
        {
            if (link is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return new HttpRequestException(HttpRequestError.InvalidResponse, "What was received isn't HTTP.");
            }
        }
#endif
        return cause;
    }
}
