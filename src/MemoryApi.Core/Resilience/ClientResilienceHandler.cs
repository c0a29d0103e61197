using System;
using System.Net.Http;
using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace MemoryApi.Core;

/// <summary>Sends a call through our pipeline and gives its strategies access to the call.</summary>
internal sealed class ClientResilienceHandler : ResilienceHandler
{
    private readonly ClientPipeline? _pipeline;
    private readonly ResiliencePipeline<HttpResponseMessage>? _strategies;

    /// <summary>The whole pipeline of a client.</summary>
    public ClientResilienceHandler(ClientPipeline pipeline)
        : base(StrategiesOf) => _pipeline = pipeline;

    /// <summary>Only some strategies, in addition to another pipeline.</summary>
    public ClientResilienceHandler(ResiliencePipeline<HttpResponseMessage> strategies)
        : base(StrategiesOf) => _strategies = strategies;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // An outer pipeline may have put its own context on the message. It is put back at the end.
        var outer = request.GetResilienceContext();
        var context = ResilienceContextPool.Shared.Get(call.Operation.Id, continueOnCapturedContext: false, cancellationToken);
        var partition = _pipeline?.Partitions.Enter(call.Options?.ApiKey);
        _pipeline?.Budget.AddCall();
        var run = new PipelineRun(call, partition?.Strategies ?? _strategies!, partition);
        run.AttachTo(context);
        request.SetResilienceContext(context);
        RateLimitLease? lease = null;
        try
        {
            lease = _pipeline is null ? null : await _pipeline.BeginAsync(run, context).ConfigureAwait(false);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (AttemptFailedException.Find(failure) is { } failed)
        {
            failed.Limit ??= run.LimitThatRanOut();
            if (_pipeline is not null && failed.Outcome.Exception is TimeoutRejectedException && run.HasRunOut)
            {
                await _pipeline.OnTotalTimeoutAsync(run, context).ConfigureAwait(false);
            }

            if (ReferenceEquals(failure, failed) || failure is not (OperationCanceledException or TimeoutRejectedException))
            {
                throw;
            }

            throw failed;
        }
        catch (TimeoutRejectedException timeout) when (_pipeline is not null && run.HasRunOut)
        {
            await _pipeline.OnTotalTimeoutAsync(run, context).ConfigureAwait(false);
            throw new TimeoutRejectedException(timeout.Message, run.Total, timeout);
        }
        finally
        {
            lease?.Dispose();
            request.SetResilienceContext(outer);
            ResilienceContextPool.Shared.Return(context);
            if (partition is not null)
            {
                _pipeline!.Partitions.Leave(partition);
            }
        }
    }

    // A message that none of our clients made passes without retries, since nothing says whether it is idempotent.
    private static ResiliencePipeline<HttpResponseMessage> StrategiesOf(HttpRequestMessage request) =>
        ApiCall.Of(request) is null ? ResiliencePipeline<HttpResponseMessage>.Empty : PipelineRun.Of(request.GetResilienceContext()!).Strategies;
}
