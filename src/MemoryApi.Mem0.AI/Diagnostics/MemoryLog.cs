using System;
using System.Threading;
using MemoryApi.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// All log messages of the memory. Only the type of an exception is logged, since handlers and callbacks of a program may put anything into its text. Event ids
/// don't change between versions.
/// </summary>
internal sealed partial class MemoryLog(ILoggerFactory? factory, TimeProvider clock)
{
    // A refused key makes each turn fail.
    private static readonly TimeSpan RefusedInterval = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = factory?.CreateLogger(Mem0MemoryDiagnostics.LogCategory) ?? NullLogger.Instance;
    private long _refusedAt = long.MinValue;

    public void RecallFailed(Exception failure)
    {
        if (!LogIfRefused(failure))
        {
            var (status, requestId) = Of(failure);
            RecallFailed(Type(failure), status, requestId);
        }
    }

    public void TurnNotStored(string reason, Exception? failure)
    {
        LogIfRefused(failure);
        var (status, requestId) = Of(failure);
        TurnNotStored(reason, Type(failure), status, requestId);
    }

    public void ToolFailed(Exception failure)
    {
        if (!LogIfRefused(failure))
        {
            var (status, requestId) = Of(failure);
            ToolFailed(Type(failure), status, requestId);
        }
    }

    public void HandlerFailed(Exception failure) => HandlerFailed(Type(failure));

    [LoggerMessage(4, LogLevel.Information, "Shutdown: of the turns that were still to be stored, {Stored} were stored and {Unstored} were not", EventName = "Drained")]
    public partial void Drained(long stored, long unstored);

    [LoggerMessage(1, LogLevel.Warning, "Recalling failed with {ErrorType} (status {Status}, request {RequestId}): the turn goes on without memories", EventName = "RecallFailed")]
    private partial void RecallFailed(string errorType, int? status, string? requestId);

    [LoggerMessage(2, LogLevel.Error, "A turn was not stored ({Reason}): {ErrorType} (status {Status}, request {RequestId})", EventName = "TurnNotStored")]
    private partial void TurnNotStored(string reason, string errorType, int? status, string? requestId);

    [LoggerMessage(3, LogLevel.Error, "The service refuses the API key (status {Status}, request {RequestId}): nothing is recalled or stored. This is logged once in 5 minutes", EventName = "AccessRefused")]
    private partial void AccessRefused(int? status, string? requestId);

    [LoggerMessage(5, LogLevel.Error, "OnUnstored failed with {ErrorType}: the turn is lost", EventName = "HandlerFailed")]
    private partial void HandlerFailed(string errorType);

    [LoggerMessage(6, LogLevel.Warning, "A tool failed with {ErrorType} (status {Status}, request {RequestId}): the model goes on without memory", EventName = "ToolFailed")]
    private partial void ToolFailed(string errorType, int? status, string? requestId);

    private bool LogIfRefused(Exception? failure)
    {
        if (failure is not (MemoryApiAuthenticationException or MemoryApiPermissionException))
        {
            return false;
        }

        var now = clock.GetTimestamp();
        var last = Interlocked.Read(ref _refusedAt);
        if ((last == long.MinValue || clock.GetElapsedTime(last, now) >= RefusedInterval) && Interlocked.CompareExchange(ref _refusedAt, now, last) == last)
        {
            var (status, requestId) = Of(failure);
            AccessRefused(status, requestId);
        }

        return true;
    }

    private static string Type(Exception? failure) => failure?.GetType().Name ?? "none";

    private static (int? Status, string? RequestId) Of(Exception? failure) => failure is MemoryApiException known ? (known.StatusCode, known.RequestId) : (null, null);
}
