using System;

namespace MemoryApi.Core;

/// <summary>How different two names are: the number of characters to insert, remove or replace (Levenshtein), whatever their case.</summary>
internal static class EditDistance
{
    public static int Between(string first, string second)
    {
        // Distances of the prefixes of the second name to the prefix of the first one so far.
        var distances = new int[second.Length + 1];
        for (var j = 0; j < distances.Length; j++)
        {
            distances[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(first[i - 1]) == char.ToUpperInvariant(second[j - 1]) ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(replaced, Math.Min(distances[j], distances[j - 1]) + 1);
            }
        }

        return distances[second.Length];
    }
}
