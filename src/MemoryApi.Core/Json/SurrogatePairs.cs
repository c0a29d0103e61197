#if NET
using System;
#endif

namespace MemoryApi.Core.Runtime;

/// <summary>Finds text that UTF-8 has no bytes for: half of a surrogate pair, as is left when a text is cut between its two halves.</summary>
internal static class SurrogatePairs
{
    /// <summary>What is wrong and what to do; its subject is the name of the value.</summary>
    public const string Problem = "has half of a surrogate pair, which would arrive as another text. Don't cut a text between the two halves";

    public static bool HasHalf(string text)
    {
        for (var i = First(text, 0); i >= 0 && i < text.Length; i = First(text, i))
        {
            if (!char.IsSurrogatePair(text, i))
            {
                return true;
            }

            i += 2;
        }

        return false;
    }

    private static int First(string text, int start)
    {
#if NET
        var found = text.AsSpan(start).IndexOfAnyInRange('\ud800', '\udfff');
        return found < 0 ? found : start + found;
#else
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return -1;
#endif
    }
}
