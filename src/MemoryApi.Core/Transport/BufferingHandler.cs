using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sits next to the transport. It counts attempts, and hands on responses whose body is there: so the limits in time cover it, and a body that
/// ends in the middle can be asked for again.
/// </summary>
internal sealed class BufferingHandler : DelegatingHandler
{
    private readonly long _limit;
    private readonly bool _isTransportOwned;
    private readonly bool _hasForeignHandlers;

    public BufferingHandler(long limit, bool isTransportOwned, bool hasForeignHandlers)
    {
        _limit = limit;
        _hasForeignHandlers = hasForeignHandlers;
        _isTransportOwned = isTransportOwned;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
        }

        var call = ApiCall.Of(request);
        call?.BeginAttempt();
        var target = request.RequestUri;
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (AttemptOutcome.WasNotProcessed(response))
            {
                call?.AttemptWasNotProcessed();
            }

            var responding = response.RequestMessage?.RequestUri ?? request.RequestUri;
            if (IsOtherTarget(target, responding))
            {
                throw ApiFailure.Unusable(
                    call,
                    response,
                    default,
                    $"the transport followed a redirect to the host \"{responding!.IdnHost}\". Use one that doesn't (AllowAutoRedirect = false), and check the base address.");
            }

            await ResponseBuffering.BufferAsync(response, call, _limit, _hasForeignHandlers, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception failure)
        {
            if (response is null && AttemptOutcome.WasNeverConnected(failure))
            {
                call?.AttemptWasNotProcessed();
            }

            response?.Dispose();
            if (failure is IOException)
            {
                // For the pipeline, a broken connection is this; an IOException of a handler, such as a file that isn't there, is something else.
                throw new HttpRequestException("The connection failed.", failure);
            }

            throw;
        }
    }

    protected override void Dispose(bool disposing) => base.Dispose(disposing && _isTransportOwned);

    private static bool IsOtherTarget(Uri? target, Uri? responding) =>
        !ReferenceEquals(target, responding)
        && target is { IsAbsoluteUri: true }
        && responding is { IsAbsoluteUri: true }
        && (Uri.Compare(target, responding, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0
            || !string.Equals(target.AbsolutePath, responding.AbsolutePath, StringComparison.Ordinal));
}
