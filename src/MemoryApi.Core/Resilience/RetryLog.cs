using System;
using System.Globalization;
using System.Net.Http;
using Microsoft.Extensions.Logging;
using Polly;

namespace MemoryApi.Core;

/// <summary>Says that a call is repeated. It names operation and status, no path, since paths hold ids.</summary>
internal static class RetryLog
{
    private static readonly Action<ILogger, string, int, string, double, Exception?> RepeatingMessage =
        LoggerMessage.Define<string, int, string, double>(
            LogLevel.Warning,
            new EventId(1, "Repeating"),
            "{Operation}: attempt {Attempt} ended with {Outcome}; repeating in {Delay} s");

    public static void Repeating(ILogger logger, ApiCall call, Outcome<HttpResponseMessage> outcome, TimeSpan delay)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            var text = outcome.Result is { } response
                ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
                : outcome.Exception?.GetType().Name ?? string.Empty;
            RepeatingMessage(logger, call.Operation.Id, call.Attempts, text, delay.TotalSeconds, null);
        }
    }
}
