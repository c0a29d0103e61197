#if NET
using System;
#endif

namespace MemoryApi.Core.Runtime;

/// <summary>Finds lone surrogates, which UTF-8 can't encode. They occur when a text is cut in the middle of a surrogate pair.</summary>
internal static class SurrogatePairs
{
    /// <summary>The problem and its remedy, as the rest of a sentence that begins with the name of the value.</summary>
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
