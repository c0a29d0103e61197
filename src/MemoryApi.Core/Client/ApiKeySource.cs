using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>
/// Finds the key of a call: the one in its <see cref="RequestOptions"/>, else the current one of the client's options. When a reload has changed the address together
/// with the key, calls that have begun before go to the old address, so they keep the old key.
/// </summary>
/// <param name="authentication">How the service takes the key.</param>
/// <param name="options">The current options.</param>
/// <param name="registration">The registration of the client, which may lack a key; <see langword="null"/> without dependency injection.</param>
internal sealed class ApiKeySource(ApiAuthentication authentication, Func<ApiClientOptions> options, ClientRegistration? registration = null)
{
    private NormalizedKey? _configured;

    /// <summary>The key of a call, cleaned and validated.</summary>
    /// <exception cref="MemoryApiAuthenticationException">The configured key couldn't be obtained, or it is invalid.</exception>
    public ValueTask<string> GetAsync(ApiCall? call, RequestOptions? ofCall, CancellationToken cancellationToken) =>
        ofCall?.ApiKey is { } key ? new ValueTask<string>(OfCall(key, authentication)) : GetConfiguredAsync(call, cancellationToken);

    /// <summary>The key from the call's own <see cref="RequestOptions"/>, cleaned and validated.</summary>
    /// <exception cref="ArgumentException">The text is not a valid key, e.g. only the word <c>Token</c> without a key after it.</exception>
    public static string OfCall(string key, ApiAuthentication authentication) =>
        ApiKeyFormat.Normalize(key, authentication, nameof(RequestOptions) + "." + nameof(RequestOptions.ApiKey));

    private ValueTask<string> GetConfiguredAsync(ApiCall? call, CancellationToken cancellationToken)
    {
        ApiClientOptions? current = null;
        try
        {
            current = call is null ? options() : call.Context.Destination.WithKey(options());
            return current.ApiKeyProvider is { } provider
                ? AskAsync(provider, call, cancellationToken)
                : new ValueTask<string>(Normalized(current.ApiKey));
        }
        catch (Exception failure)
        {
            throw current is not null && registration is not null && MissingKey.In(current, registration)
                ? ApiFailure.KeyMissing(call, MissingKey.Registration(registration), MissingKey.Places(current, registration))
                : ApiFailure.KeyUnavailable(call, failure);
        }
    }

    private async ValueTask<string> AskAsync(
        Func<CancellationToken, ValueTask<string>> provider, ApiCall? call, CancellationToken cancellationToken)
    {
        try
        {
            return Normalized(await CancelableWait.UntilCanceledAsync(provider(cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // Some providers report their cancellation by an exception of their own.
            if (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException("The call ended while its API key was looked up.", failure, cancellationToken);
            }

            // Without this, a provider's own HttpRequestException would look as if the service hadn't responded.
            throw ApiFailure.KeyUnavailable(call, failure);
        }
    }

    private string Normalized(string? key)
    {
        // The given and the cleaned key are in one object, so that parallel attempts replace both in one write.
        var known = Volatile.Read(ref _configured);
        if (known is null || !string.Equals(known.Given, key, StringComparison.Ordinal))
        {
            known = new NormalizedKey(key, ApiKeyFormat.Normalize(key, authentication, nameof(ApiClientOptions.ApiKey)));
            Volatile.Write(ref _configured, known);
        }

        return known.Sent;
    }

    private sealed class NormalizedKey(string? given, string sent)
    {
        public string? Given { get; } = given;

        public string Sent { get; } = sent;
    }
}
