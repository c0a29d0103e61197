namespace MemoryApi.Core;

/// <summary>
/// Names of the spans, metrics and logs of a client. Its activity source, meter and log category are all named like the client's package, e.g.
/// <c>MemoryApi.Mem0</c>; the packages have constants for that.
/// </summary>
public static class ClientDiagnostics
{
    /// <summary>
    /// The histogram of the duration of calls in seconds, including retries and waits. It has the attributes of OpenTelemetry's <c>http.client.request.duration</c>,
    /// such as <c>url.template</c>. .NET's own metric of that name measures each request instead.
    /// </summary>
    public const string CallDuration = "memoryapi.client.call.duration";

    /// <summary>The counter of retries; <c>error.type</c> says how the previous attempt failed.</summary>
    public const string Retries = "memoryapi.client.retries";

    /// <summary>The event of a call's span for each retry, with <c>error.type</c> and <see cref="RetryDelayTag"/>.</summary>
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
