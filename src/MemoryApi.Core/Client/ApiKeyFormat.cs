using System;

namespace MemoryApi.Core;

/// <summary>Cleans and validates API keys. No error message repeats any part of a key.</summary>
internal static class ApiKeyFormat
{
    /// <summary>Trims the key, removes a word that was copied with it, and refuses characters that a header can't carry.</summary>
    /// <exception cref="ArgumentException">The key is empty or has characters that a header can't carry.</exception>
    public static string Normalize(string? key, ApiAuthentication authentication, string parameterName) =>
        TryNormalize(key, authentication, out var normalized, out var problem) ? normalized : throw new ArgumentException(problem, parameterName);

    public static bool TryNormalize(string? key, ApiAuthentication authentication, out string normalized, out string problem)
    {
        normalized = authentication.Bare(key ?? string.Empty);
        problem = ProblemOf(normalized) ?? string.Empty;
        return problem.Length == 0;
    }

    /// <summary>The problem of a key without prefix; <see langword="null"/> when it is valid.</summary>
    public static string? ProblemOf(string bare)
    {
        if (string.IsNullOrWhiteSpace(bare))
        {
            return "The API key is empty. Pass the key that the service's dashboard shows.";
        }

        foreach (var character in bare)
        {
            if (character is < ' ' or > '~')
            {
                return "The API key has a line break, a control character or a character outside ASCII. Copy it again, without what stands around it.";
            }
        }

        return null;
    }
}
