using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Sits next to the transport and makes one attempt: it puts the API key on the request, counts the attempt, and reads the whole body of the response. So time
/// limits cover the body, and a request can be retried when its body breaks off. This is a single handler because each asynchronous handler costs memory and time.
/// </summary>
/// <remarks>
/// It sits inside of the resilience pipeline, so a rotated key takes effect on a retry. After a 401 it asks for the key once more, since the key may have been
/// rotated meanwhile. If the key has changed, it sends the request again. That is safe, because a service doesn't process a request whose key it refuses.
/// </remarks>
internal sealed class AttemptHandler : DelegatingHandler
{
    private readonly ApiKeySource _keys;
    private readonly ApiKeyHeader _keyHeader;
    private readonly ClientLog? _log;
    private readonly long _limit;
    private readonly TimeSpan? _connectTimeout;
    private readonly bool _isTransportOwned;
    private readonly bool _hasForeignHandlers;

    /// <param name="keys">Gives the key of a call.</param>
    /// <param name="keyHeader">Puts the key on the request.</param>
    /// <param name="log">The client's log, if it has one.</param>
    /// <param name="limit">The largest response in bytes.</param>
    /// <param name="connectTimeout">The limit for making a connection, if a timeout in the transport can only mean this limit.</param>
    /// <param name="isTransportOwned">Whether this handler disposes the transport.</param>
    /// <param name="hasForeignHandlers">Whether handlers that aren't ours see responses.</param>
    public AttemptHandler(
        ApiKeySource keys, ApiKeyHeader keyHeader, ClientLog? log, long limit, TimeSpan? connectTimeout, bool isTransportOwned, bool hasForeignHandlers)
    {
        _keys = keys;
        _keyHeader = keyHeader;
        _log = log;
        _limit = limit;
        _connectTimeout = connectTimeout;
        _hasForeignHandlers = hasForeignHandlers;
        _isTransportOwned = isTransportOwned;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var key = _keyHeader.IsUsed ? await _keys.GetAsync(call, call?.Options, cancellationToken).ConfigureAwait(false) : string.Empty;
        var mayHaveOtherKey = _keyHeader.IsUsed && call?.Options is not ({ ApiKey: not null } or { DisableRetries: true });
        while (true)
        {
            _keyHeader.Set(request, call, key);
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

                if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
                {
                    throw PermanentConnectException.ProxyLogin();
                }

                var responding = response.RequestMessage?.RequestUri ?? request.RequestUri;
                if (IsOtherTarget(target, responding))
                {
                    throw Redirected(call, response, responding!);
                }

                await ResponseBuffering.BufferAsync(response, call, _limit, _hasForeignHandlers, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                var surfacing = response is null ? WithoutResponse(failure, call, target) : failure;
                response?.Dispose();
                if (surfacing is IOException)
                {
                    // Pipelines recognize a broken connection by HttpRequestException. An IOException may also come from a handler, for example for a missing file.
                    throw new HttpRequestException("The connection failed.", surfacing);
                }

                if (!ReferenceEquals(surfacing, failure))
                {
                    throw surfacing;
                }

                throw;
            }

            if (response.StatusCode != HttpStatusCode.Unauthorized
                || !mayHaveOtherKey
                || await FindOtherKeyAsync(call, key, response, cancellationToken).ConfigureAwait(false) is not { } other)
            {
                return response;
            }

            response.Dispose();
            _log?.KeyRefreshed(call?.Operation.Id ?? string.Empty);
            key = other;
            mayHaveOtherKey = false;
        }
    }

    protected override void Dispose(bool disposing) => base.Dispose(disposing && _isTransportOwned);

    /// <summary>The new key, if the refused one has been replaced meanwhile; else <see langword="null"/>.</summary>
    private async ValueTask<string?> FindOtherKeyAsync(ApiCall? call, string refused, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var key = await _keys.GetAsync(call, call?.Options, cancellationToken).ConfigureAwait(false);
            return string.Equals(key, refused, StringComparison.Ordinal) ? null : key;
        }
        catch (MemoryApiAuthenticationException)
        {
            // The caller gets the 401 instead, which says more than this exception.
            return null;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The exception for an attempt without a response. Also notes on the call whether the service can't have processed it.</summary>
    private Exception WithoutResponse(Exception failure, ApiCall? call, Uri? target)
    {
        var surfacing = TransportFailure.Of(failure, target is { IsAbsoluteUri: true } ? target.IdnHost : "the service", _connectTimeout);
        if (AttemptOutcome.WasNotProcessed(surfacing))
        {
            call?.AttemptWasNotProcessed();
        }

        return surfacing;
    }

    private static MemoryApiResponseException Redirected(ApiCall? call, HttpResponseMessage response, Uri responding) => ApiFailure.Unusable(
        call,
        response,
        default,
        $"the transport followed a redirect to the host \"{responding.IdnHost}\". Use one that doesn't (AllowAutoRedirect = false), and check the base address.");

    private static bool IsOtherTarget(Uri? target, Uri? responding) =>
        !ReferenceEquals(target, responding)
        && target is { IsAbsoluteUri: true }
        && responding is { IsAbsoluteUri: true }
        && (Uri.Compare(target, responding, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0
            || !string.Equals(target.AbsolutePath, responding.AbsolutePath, StringComparison.Ordinal));
}
