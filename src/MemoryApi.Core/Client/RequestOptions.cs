using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>What is different for one call.</summary>
public sealed class RequestOptions
{
    private string? _apiKey;
    private TimeSpan? _timeout;

    /// <summary>
    /// Another API key for this call; it wins over the client's. Blanks around it are dropped, and when it is sent also a word that was copied with it, if the client knows such words.
    /// Default: <see langword="null"/>, the client's.
    /// </summary>
    /// <exception cref="ArgumentException">The key is empty or has characters that a header can't carry.</exception>
    public string? ApiKey
    {
        get => _apiKey;
        set => _apiKey = value is null || ApiKeyFormat.ProblemOf(value.Trim()) is not { } problem ? value?.Trim() : throw new ArgumentException(problem, nameof(ApiKey));
    }

    /// <summary>
    /// Another limit for this call with all its attempts and waits, 10 ms to 24 h; it applies also when resilience is switched
    /// off or another pipeline has taken its place. Default: <see langword="null"/>, <c>Resilience.TotalRequestTimeout</c> of the client.
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
    /// Headers for this call; they replace those that the client sends by itself, and its <c>DefaultHeaders</c>. The header with the API key can't be set here, and the call
    /// throws an <see cref="ArgumentException"/>: use <see cref="ApiKey"/>. Default: none.
    /// </summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the request of this call is sent once, whatever comes and whichever handlers there are. Its time limits stay. Default: <see langword="false"/>.
    /// </summary>
    public bool DisableRetries { get; set; }
}
