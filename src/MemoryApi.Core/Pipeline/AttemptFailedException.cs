using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// An attempt failed that the service may have processed, of a call that isn't idempotent. Pipelines repeat after responses and after exceptions of
/// .NET and Polly, and not after this one. It carries what really came, which the connection gives to the caller.
/// </summary>
internal sealed class AttemptFailedException : Exception
{
    private HttpResponseMessage? _response;

    /// <summary>There is a response.</summary>
    public AttemptFailedException(HttpResponseMessage response)
        : base(string.Format(CultureInfo.InvariantCulture, "The service failed with status {0}. It may have processed the request, which is not sent again.", (int)response.StatusCode))
    {
        _response = response;
        Outcome = Polly.Outcome.FromResult(response);
    }

    /// <summary>There is no response, or not all of it.</summary>
    /// <param name="failure">The exception of the attempt.</param>
    /// <param name="wasTimeLimit">Whether a time limit has cancelled the attempt, and not the caller.</param>
    public AttemptFailedException(Exception failure, bool wasTimeLimit)
        : base("The attempt failed. The service may have processed the request, which is not sent again.", failure)
    {
        Outcome = Polly.Outcome.FromException<HttpResponseMessage>(wasTimeLimit ? new TimeoutRejectedException(failure.Message, failure) : failure);
    }

    /// <summary>What came of the attempt.</summary>
    public Outcome<HttpResponseMessage> Outcome { get; }

    /// <summary>The limit that has cancelled the attempt, when it is known which.</summary>
    public TimeSpan? Limit { get; set; }

    /// <summary>Finds one among an exception and its causes.</summary>
    public static AttemptFailedException? Find(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is AttemptFailedException found)
            {
                return found;
            }

            if (failure is AggregateException { InnerExceptions: { Count: > 1 } causes })
            {
                foreach (var cause in causes)
                {
                    if (Find(cause) is { } inner)
                    {
                        return inner;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>What came of the attempt, also when this exception stands for it.</summary>
    public static Outcome<HttpResponseMessage> Plain(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is AttemptFailedException failed ? failed.Outcome : outcome;

    /// <summary>The response, which then belongs to who took it; <see langword="null"/> when there is none or it was taken.</summary>
    public HttpResponseMessage? TakeResponse() => Interlocked.Exchange(ref _response, null);
}
