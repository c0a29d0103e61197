using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>The HTTP message of a call.</summary>
internal sealed class ApiRequestMessage(ApiCall call, Uri uri) : HttpRequestMessage(call.Operation.Method, uri)
{
    public ApiCall Call => call;
}
