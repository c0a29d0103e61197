using System;

namespace MemoryApi.Core;

/// <summary>What an API key looks like once it may be sent. No error here repeats any part of a key.</summary>
internal static class ApiKeyFormat
{
    private static readonly string[] CopiedPrefixes = ["Token", "Bearer"];

    /// <summary>Trims the key, drops a prefix that was copied along, and refuses what no header can carry.</summary>
    /// <exception cref="ArgumentException">The key is empty or has characters that a header can't carry.</exception>
    public static string Normalize(string? key, string parameterName) =>
        TryNormalize(key, out var normalized, out var problem) ? normalized : throw new ArgumentException(problem, parameterName);

    public static bool TryNormalize(string? key, out string normalized, out string problem)
    {
        normalized = WithoutCopiedPrefix((key ?? string.Empty).Trim());
        problem = string.Empty;
        if (normalized.Length == 0)
        {
            problem = "The API key is empty. Pass the key that the service's dashboard shows.";
            return false;
        }

        foreach (var character in normalized)
        {
            if (character is < ' ' or > '~')
            {
                problem = "The API key has a line break, a control character or a character outside ASCII. Copy it again, without what stands around it.";
                return false;
            }
        }

        return true;
    }

    private static string WithoutCopiedPrefix(string key)
    {
        foreach (var prefix in CopiedPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && (key.Length == prefix.Length || char.IsWhiteSpace(key[prefix.Length])))
            {
                return key.Substring(prefix.Length).TrimStart();
            }
        }

        return key;
    }
}
