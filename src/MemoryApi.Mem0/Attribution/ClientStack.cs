using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>The list of clients that a call passes, the outermost first. The service accepts at most 4 entries and 200 characters.</summary>
internal static class ClientStack
{
    private const string Separator = ", ";
    private const int MostEntries = 4;
    private const int MostCharacters = 200;

    /// <summary>Joins the outer entries, as far as they fit, and this client's own entry, which is always included.</summary>
    /// <param name="outer">Entries <c>name/version</c>, separated by commas.</param>
    /// <param name="own">The entry of this client.</param>
    public static string With(string outer, string own)
    {
        var entries = new List<string>();
        var length = own.Length;
        foreach (var part in outer.Split(','))
        {
            var entry = part.Trim();
            if (entry.Length == 0)
            {
                continue;
            }

            length += entry.Length + Separator.Length;
            if (entries.Count + 1 == MostEntries || length > MostCharacters)
            {
                break;
            }

            entries.Add(entry);
        }

        entries.Add(own);
        return string.Join(Separator, entries);
    }
}
