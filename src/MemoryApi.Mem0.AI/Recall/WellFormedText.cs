namespace MemoryApi.Mem0.AI;

/// <summary>Text that can be sent. Half of a surrogate pair, which no encoding carries, becomes U+FFFD, as .NET's own encodings do it.</summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The beginning of a text, at most so many characters of .NET; no pair is cut in two.</summary>
    public static string Of(string text, int longest)
    {
        if (text.Length > longest)
        {
            text = text.Substring(0, longest > 1 && char.IsSurrogatePair(text, longest - 1) ? longest - 1 : longest);
        }

        return Of(text);
    }

    /// <summary>The text itself, if nothing is wrong with it.</summary>
    public static string Of(string text)
    {
        var at = FirstHalf(text, 0);
        if (at < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (; at >= 0; at = FirstHalf(text, at + 1))
        {
            characters[at] = Replacement;
        }

        return new string(characters);
    }

    private static int FirstHalf(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }
}
