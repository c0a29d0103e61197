using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Core;

/// <summary>
/// All log messages of a client. They contain operation names and status codes, but no paths, since these contain ids, and nothing from requests or responses. Event
/// ids don't change between versions.
/// </summary>
internal sealed partial class ClientLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>The log of a client; <see langword="null"/> without a logger factory. Its category is the name of the client's package.</summary>
    public static ClientLog? Of(ApiServiceDescription service, ApiClientOptions options) =>
        options.HasLoggerFactory ? OfRegistered(service, options, container: null) : null;

    /// <summary>The log of a client that is registered for dependency injection; the container may have a logger factory.</summary>
    public static ClientLog? OfRegistered(ApiServiceDescription service, ApiClientOptions options, ILoggerFactory? container) =>
        (options.LoggerFactory ?? container) is { } factory ? Of(service, factory) : null;

    private static ClientLog Of(ApiServiceDescription service, ILoggerFactory factory) => new(factory.CreateLogger(service.ClientName));

    [LoggerMessage(1, LogLevel.Warning, "{Operation}: attempt {Attempt} ended with {ErrorType}; retrying in {Delay} s", EventName = "Retrying")]
    public partial void Retrying(string operation, int attempt, string errorType, double delay);

    [LoggerMessage(2, LogLevel.Warning, "{Operation}: the client rejected the request before sending it ({Reason})", EventName = "Rejected")]
    public partial void Rejected(string operation, RejectionReason reason);

    [LoggerMessage(3, LogLevel.Error, "Circuit opened for {Delay} s after {ErrorType}", EventName = "CircuitOpened")]
    public partial void CircuitOpened(double delay, string errorType);

    [LoggerMessage(4, LogLevel.Information, "One attempt is made to find out whether the service has recovered", EventName = "CircuitHalfOpened")]
    public partial void CircuitHalfOpened();

    [LoggerMessage(5, LogLevel.Information, "The service has recovered", EventName = "CircuitClosed")]
    public partial void CircuitClosed();

    [LoggerMessage(6, LogLevel.Information, "{Operation}: the service refused the API key, which has been replaced meanwhile; sending the request again with the new key", EventName = "KeyRefreshed")]
    public partial void KeyRefreshed(string operation);

    [LoggerMessage(7, LogLevel.Debug, "{Operation}: status {Status} after {Attempts} attempt(s), {Duration} s", EventName = "Succeeded")]
    public partial void Succeeded(string operation, int status, int attempts, double duration);

    // Only debug, since the caller gets the exception and decides how serious it is.
    [LoggerMessage(8, LogLevel.Debug, "{Operation}: failed with {ErrorType} after {Attempts} attempt(s), {Duration} s", EventName = "Failed")]
    public partial void Failed(string operation, string errorType, int attempts, double duration);

    [LoggerMessage(9, LogLevel.Warning, "{Operation}: attempt {Attempt} ended with {ErrorType} and isn't retried: {Reason}", EventName = "NotRetried")]
    public partial void NotRetried(string operation, int attempt, string errorType, string reason);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "There is no API key in {Registration}, so each call that doesn't bring its own key fails. Set {Places}; if each call brings its own key (RequestOptions.ApiKey), set UseEnvironment to false",
        EventName = "KeyMissing")]
    public partial void KeyMissing(string registration, string places);
}
