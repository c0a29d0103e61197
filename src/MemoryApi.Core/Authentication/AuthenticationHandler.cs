using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>
/// Puts the API key on each attempt. It sits inside resilience, so a rotated key takes effect on a retry. A key that is refused is
/// asked for once more, since it may have been rotated since: with another one the request is sent again, which is safe, as
/// what is refused isn't carried out.
/// </summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly ApiServiceDescription _service;
    private readonly ApiKeySource _keys;
    private readonly ClientLog? _log;
    private HeaderValue? _last;

    public AuthenticationHandler(ApiServiceDescription service, ApiKeySource keys, ClientLog? log)
    {
        _service = service;
        _keys = keys;
        _log = log;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var key = await _keys.GetAsync(call, call?.Options, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, key, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || call?.Options is { ApiKey: not null } or { DisableRetries: true })
        {
            return response;
        }

        string other;
        try
        {
            other = await _keys.GetAsync(call, call?.Options, cancellationToken).ConfigureAwait(false);
        }
        catch (MemoryApiAuthenticationException)
        {
            // The refusal is the cause, and it says more.
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }

        if (string.Equals(other, key, StringComparison.Ordinal))
        {
            return response;
        }

        response.Dispose();
        _log?.KeyRefreshed(call?.Operation.Id ?? string.Empty);
        return await SendAsync(request, other, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string key, CancellationToken cancellationToken)
    {
        request.Headers.Remove(_service.AuthorizationHeader);
        request.Headers.TryAddWithoutValidation(_service.AuthorizationHeader, Value(key));
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>The value of the header. Most calls have the key of the call before.</summary>
    private string Value(string key)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || !string.Equals(last.Key, key, StringComparison.Ordinal))
        {
            last = new HeaderValue(key, _service.AuthorizationPrefix + key);
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed class HeaderValue(string key, string text)
    {
        public string Key => key;

        public string Text => text;
    }
}
