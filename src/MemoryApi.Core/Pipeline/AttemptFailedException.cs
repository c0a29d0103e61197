using System;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>
/// A failed attempt that the service may have processed, of a call that isn't idempotent. Pipelines retry after responses and after exceptions of .NET and Polly,
/// but not after this exception. It holds the real response or exception, which the connection gives to the caller.
/// </summary>
internal sealed class AttemptFailedException : Exception
{
    private HttpResponseMessage? _response;

    /// <summary>The attempt failed with a response.</summary>
    public AttemptFailedException(HttpResponseMessage response)
        : base(string.Format(CultureInfo.InvariantCulture, "The service failed with status {0}. It may have processed the request, which is not sent again.", (int)response.StatusCode))
    {
        _response = response;
        Outcome = Polly.Outcome.FromResult(response);
    }

    /// <summary>The attempt failed without a complete response.</summary>
    /// <param name="failure">The exception of the attempt.</param>
    /// <param name="wasTimeLimit">Whether a time limit cancelled the attempt, rather than the caller.</param>
    public AttemptFailedException(Exception failure, bool wasTimeLimit)
        : base("The attempt failed. The service may have processed the request, which is not sent again.", failure)
    {
        Outcome = Polly.Outcome.FromException<HttpResponseMessage>(wasTimeLimit ? new TimeoutRejectedException(failure.Message, failure) : failure);
    }

    /// <summary>The real outcome of the attempt.</summary>
    public Outcome<HttpResponseMessage> Outcome { get; }

    /// <summary>The time limit that cancelled the attempt, if it is known.</summary>
    public TimeSpan? Limit { get; set; }

    /// <summary>Finds an exception of this type among an exception and its inner exceptions.</summary>
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

    /// <summary>The real outcome of an attempt, taken out of this exception if necessary.</summary>
    public static Outcome<HttpResponseMessage> Plain(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is AttemptFailedException failed ? failed.Outcome : outcome;

    /// <summary>Takes the response. From then on the caller owns it. <see langword="null"/> when there is none or it was taken before.</summary>
    public HttpResponseMessage? TakeResponse() => Interlocked.Exchange(ref _response, null);
}
