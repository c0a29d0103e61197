using System;

namespace MemoryApi.Core;

/// <summary>What an API key looks like once it may be sent. No error here repeats any part of a key.</summary>
internal static class ApiKeyFormat
{
    /// <summary>Trims the key, drops a word that was copied with it, and refuses what no header can carry.</summary>
    /// <exception cref="ArgumentException">The key is empty or has characters that a header can't carry.</exception>
    public static string Normalize(string? key, ApiAuthentication authentication, string parameterName) =>
        TryNormalize(key, authentication, out var normalized, out var problem) ? normalized : throw new ArgumentException(problem, parameterName);

    public static bool TryNormalize(string? key, ApiAuthentication authentication, out string normalized, out string problem)
    {
        normalized = authentication.Bare(key ?? string.Empty);
        problem = ProblemOf(normalized) ?? string.Empty;
        return problem.Length == 0;
    }

    /// <summary>What is wrong with a key without anything before it; <see langword="null"/> when nothing is.</summary>
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
