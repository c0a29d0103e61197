using System;
using System.Collections.Generic;
using System.Text;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Splits texts into terms: lower-case runs of letters and digits; scripts without spaces give one term per character.</summary>
internal sealed class TermDictionary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Split(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var term = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsTermOfItsOwn(rune))
            {
                Flush();
                terms.Add(rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                term.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value is not ('\'' or '\u2019'))
            {
                Flush();
            }
        }

        Flush();
        return terms;

        void Flush()
        {
            if (term.Length > 0)
            {
                terms.Add(term.ToString());
                term.Clear();
            }
        }
    }

    /// <summary>Ids of terms, ascending; new terms get the next id. Call it only under the write lock.</summary>
    public int[] Index(IReadOnlyCollection<string> terms)
    {
        var ids = new int[terms.Count];
        var i = 0;
        foreach (var term in terms)
        {
            if (!_ids.TryGetValue(term, out var id))
            {
                id = _ids.Count;
                _ids.Add(term, id);
            }

            ids[i++] = id;
        }

        Array.Sort(ids);
        return ids;
    }

    /// <summary>Ids of the terms of a query that occur in any memory, and how many terms the query has.</summary>
    public (int[] Known, int Count) Find(string query)
    {
        var terms = Split(query);
        var known = new List<int>(terms.Count);
        foreach (var term in terms)
        {
            if (_ids.TryGetValue(term, out var id))
            {
                known.Add(id);
            }
        }

        return ([.. known], terms.Count);
    }

    public void Clear() => _ids.Clear();

    private static bool IsTermOfItsOwn(Rune rune) =>
        rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x20000 and <= 0x3FFFF;
}
