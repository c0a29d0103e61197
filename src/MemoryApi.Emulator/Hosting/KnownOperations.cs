using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Hosting;

/// <summary>
/// The names of all operations that the emulator has. It refuses a misspelled name. Otherwise a fault for that name would never happen, the count would always be
/// zero, and the test would pass for the wrong reason.
/// </summary>
internal sealed class KnownOperations(IEnumerable<string> names)
{
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no operation with this name.</exception>
    public void Require(string operation, string parameter)
    {
        ArgumentNullException.ThrowIfNull(operation, parameter);
        if (!names.Contains(operation, StringComparer.Ordinal))
        {
            var hint = Nearest(operation) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            throw new ArgumentException(
                $"The emulator has no operation '{operation}'.{hint} Operations are named after the clients' methods: group, underscore and verb, such as Memories_Add. "
                + "RecordedRequest.Operation has the name for a request that arrived.",
                parameter);
        }
    }

    /// <summary>The name that differs least; null when more than half of the letters differ.</summary>
    private string? Nearest(string operation)
    {
        var wanted = Letters(operation);
        var nearest = names.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: EditDistance(wanted, Letters(name))))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is { } found && nearest.Distance * 2 <= Math.Max(wanted.Length, Letters(found).Length) ? found : null;
    }

    /// <summary>The letters that are compared. They are the same for <c>Memories.AddAsync</c>, <c>memories_add</c> and <c>Memories_Add</c>.</summary>
    private static string Letters(string name)
    {
        var letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.EndsWith("async", StringComparison.Ordinal) ? letters[..^"async".Length] : letters;
    }

    /// <summary>How many letters have to be inserted, removed or replaced to get from one text to the other (Levenshtein distance).</summary>
    private static int EditDistance(string from, string to)
    {
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[to.Length];
    }
}
