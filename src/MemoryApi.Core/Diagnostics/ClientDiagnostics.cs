namespace MemoryApi.Core;

/// <summary>
/// Names of what a client records. Its activity source, meter and log category are all named like the client's package, e.g.
/// <c>MemoryApi.Mem0</c>; the packages have constants for that.
/// </summary>
public static class ClientDiagnostics
{
    /// <summary>
    /// The histogram of how long calls take, with their retries and waits, in seconds. It has the attributes of OpenTelemetry's
    /// <c>http.client.request.duration</c>, <c>url.template</c> among them; that one, of .NET itself, measures each request.
    /// </summary>
    public const string CallDuration = "memoryapi.client.call.duration";

    /// <summary>The counter of retries; <c>error.type</c> says what the attempt before ended with.</summary>
    public const string Retries = "memoryapi.client.retries";

    /// <summary>The event that a call's span gets for each retry, with <c>error.type</c> and <see cref="RetryDelayTag"/>.</summary>
    public const string RetryEvent = "retry";

    /// <summary>The attribute of <see cref="RetryEvent"/> that says how long the client waits, in seconds.</summary>
    public const string RetryDelayTag = "memoryapi.retry.delay";

    internal const string MethodTag = "http.request.method";
    internal const string ServerAddressTag = "server.address";
    internal const string ServerPortTag = "server.port";
    internal const string UrlTemplateTag = "url.template";
    internal const string StatusTag = "http.response.status_code";
    internal const string ErrorTypeTag = "error.type";
    internal const string ResendCountTag = "http.request.resend_count";
}
