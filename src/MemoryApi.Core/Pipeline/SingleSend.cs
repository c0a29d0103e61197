using System;
using System.Net.Http;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Keeps a call that isn't idempotent from being sent twice, whatever repeats it: a pipeline, a handler, or several in parallel. When the service may have processed
/// the first send, a later send returns the outcome of the first one. A parallel send waits for the first one and never cancels it.
/// </summary>
internal sealed class SingleSend(ApiCall call) : IDisposable
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool>? _inFlight;
    private Func<HttpResponseMessage>? _outcome;
    private IDisposable? _kept;
    private bool _isDisposed;

    /// <summary>Sends the request, or returns the outcome of an earlier send that the service may have processed.</summary>
    public async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<bool>? own = null;
            Task? other = null;
            lock (_lock)
            {
                if (_outcome is { } outcome)
                {
                    return outcome();
                }

                if (_inFlight is null)
                {
                    _inFlight = own = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                }
                else
                {
                    other = _inFlight.Task;
                }
            }

            if (own is not null)
            {
                return await SendOnceAsync(send, own, cancellationToken).ConfigureAwait(false);
            }

            await other!.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        IDisposable? kept;
        lock (_lock)
        {
            _isDisposed = true;
            kept = _kept;
            _kept = null;
        }

        kept?.Dispose();
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        Func<Task<HttpResponseMessage>> send, TaskCompletionSource<bool> inFlight, CancellationToken cancellationToken)
    {
        var attempts = call.Attempts;
        try
        {
            var response = await send().ConfigureAwait(false);
            if (AttemptOutcome.WasNotProcessed(response) && MayTryAgain)
            {
                return response;
            }

            if (AttemptOutcome.IsTransient((int)response.StatusCode))
            {
                var failed = new AttemptFailedException(response);
                Keep(() => throw failed, new UntakenResponse(failed));
                throw failed;
            }

            var replay = new ResponseReplay(response);
            Keep(replay.Create, replay);
            return response;
        }
        catch (Exception failure) when (
            failure is not AttemptFailedException

            // Without a key nothing was sent.
            && call.Attempts > attempts
            && !(AttemptOutcome.WasNotProcessed(failure) && MayTryAgain))
        {
            var surfacing = ExceptionDispatchInfo.Capture(Surfacing(failure, cancellationToken));
            Keep(() =>
            {
                surfacing.Throw();
                return null!;
            });
            surfacing.Throw();
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _inFlight = null;
            }

            inFlight.TrySetResult(true);
        }
    }

    /// <summary>Whether a request that wasn't processed may be sent again: yes, unless the caller has disabled retries.</summary>
    private bool MayTryAgain => call.Options is not { DisableRetries: true };

    private Exception Surfacing(Exception failure, CancellationToken cancellationToken)
    {
        if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            // Pipelines don't retry after the caller's cancellation, but they do after a time limit that ran out.
            return call.CallerToken.IsCancellationRequested ? failure : new AttemptFailedException(failure, wasTimeLimit: true);
        }

        return failure is HttpRequestException or OperationCanceledException ? new AttemptFailedException(failure, wasTimeLimit: false) : failure;
    }

    private void Keep(Func<HttpResponseMessage> outcome, IDisposable? kept = null)
    {
        lock (_lock)
        {
            _outcome = outcome;
            if (!_isDisposed)
            {
                _kept = kept;
                return;
            }
        }

        // The call has ended without waiting for this send.
        kept?.Dispose();
    }

    /// <summary>Disposes a response that nobody has taken by the end of the call.</summary>
    private sealed class UntakenResponse(AttemptFailedException failed) : IDisposable
    {
        public void Dispose() => failed.TakeResponse()?.Dispose();
    }
}
