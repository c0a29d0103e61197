using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>Puts the API key on each attempt. It sits inside resilience, so a rotated key takes effect on a retry.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly ApiServiceDescription _service;
    private readonly Func<ApiClientOptions> _options;
    private Credential? _configured;

    public AuthenticationHandler(ApiServiceDescription service, Func<ApiClientOptions> options)
    {
        _service = service;
        _options = options;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var value = call?.Options?.ApiKey is { } keyOfCall
            ? HeaderValue(keyOfCall)
            : await ConfiguredHeaderValueAsync(call, cancellationToken).ConfigureAwait(false);

        request.Headers.Remove(_service.AuthorizationHeader);
        request.Headers.TryAddWithoutValidation(_service.AuthorizationHeader, value);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> ConfiguredHeaderValueAsync(ApiCall? call, CancellationToken cancellationToken)
    {
        try
        {
            var options = _options();
            var key = options.ApiKeyProvider is { } provider
                ? await provider(cancellationToken).ConfigureAwait(false)
                : options.ApiKey;

            // Read and written as one reference: attempts run side by side.
            var known = Volatile.Read(ref _configured);
            if (known is null || !string.Equals(known.Key, key, StringComparison.Ordinal))
            {
                known = new Credential(key, HeaderValue(ApiKeyFormat.Normalize(key, nameof(ApiClientOptions.ApiKey))));
                Volatile.Write(ref _configured, known);
            }

            return known.HeaderValue;
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Without this, a provider's own HttpRequestException would look as if the service hadn't answered.
            throw ApiFailure.KeyUnavailable(call, failure);
        }
    }

    private string HeaderValue(string key) => _service.AuthorizationPrefix + key;

    private sealed class Credential(string? key, string headerValue)
    {
        public string? Key { get; } = key;

        public string HeaderValue { get; } = headerValue;
    }
}
