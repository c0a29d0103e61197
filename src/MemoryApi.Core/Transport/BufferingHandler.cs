using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sits next to the transport and hands on answers whose body is there: so the limits in time cover it, and a body that breaks
/// off can be asked for again.
/// </summary>
internal sealed class BufferingHandler : DelegatingHandler
{
    private readonly long _limit;
    private readonly bool _isTransportOwned;

    public BufferingHandler(long limit, bool isTransportOwned)
    {
        _limit = limit;
        _isTransportOwned = isTransportOwned;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains("Accept-Encoding"))
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", ContentCoding.Accepted);
        }

        var target = request.RequestUri;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var call = ApiCall.Of(request);
            var answered = response.RequestMessage?.RequestUri ?? request.RequestUri;
            if (IsOtherTarget(target, answered))
            {
                throw ApiFailure.Unusable(
                    call,
                    response,
                    default,
                    $"the transport followed a redirect to the host \"{answered!.IdnHost}\". Use one that doesn't (AllowAutoRedirect = false), and check the base address.");
            }

            await ResponseBuffering.BufferAsync(response, call, _limit, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing) => base.Dispose(disposing && _isTransportOwned);

    private static bool IsOtherTarget(Uri? target, Uri? answered) =>
        !ReferenceEquals(target, answered)
        && target is { IsAbsoluteUri: true }
        && answered is { IsAbsoluteUri: true }
        && (Uri.Compare(target, answered, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0
            || !string.Equals(target.AbsolutePath, answered.AbsolutePath, StringComparison.Ordinal));
}
