using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>Options for one call.</summary>
public sealed class RequestOptions
{
    private string? _apiKey;
    private TimeSpan? _timeout;

    /// <summary>
    /// The API key for this call, in place of the client's key. The client trims it and removes a word that was copied with it, such as <c>Token</c>. Default:
    /// <see langword="null"/>, the client's key.
    /// </summary>
    /// <exception cref="ArgumentException">The key is empty or has characters that a header can't carry.</exception>
    public string? ApiKey
    {
        get => _apiKey;
        set => _apiKey = value is null || ApiKeyFormat.ProblemOf(value.Trim()) is not { } problem ? value?.Trim() : throw new ArgumentException(problem, nameof(ApiKey));
    }

    /// <summary>
    /// The time limit for this call with all its attempts and waits, 10 ms to 24 h. It also applies when the client has another resilience pipeline or none.
    /// Default: <see langword="null"/>, <c>Resilience.TotalRequestTimeout</c> of the client.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is shorter than 10 ms or longer than 24 h.</exception>
    public TimeSpan? Timeout
    {
        get => _timeout;
        set
        {
            if (value < ResilienceOptionsRules.ShortestTimeout || value > ResilienceOptionsRules.LongestTime)
            {
                throw new ArgumentOutOfRangeException(nameof(Timeout), value, "The timeout of a call is 10 ms to 24 h.");
            }

            _timeout = value;
        }
    }

    /// <summary>
    /// Headers for this call. They replace the client's own headers and its <c>DefaultHeaders</c>. If the header with the API key is among them, the call throws an
    /// <see cref="ArgumentException"/>: use <see cref="ApiKey"/> instead. Default: none.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the request is sent only once, whatever the outcome and whichever handlers the client has. The time limits still apply. Default: <see langword="false"/>.
    /// </summary>
    public bool DisableRetries { get; set; }
}
