namespace MemoryApi.Mem0.AI;

/// <summary>Makes text valid Unicode, so that it can be sent. A lone surrogate becomes U+FFFD, as with .NET's own encodings.</summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The beginning of a text, up to a number of UTF-16 characters, without splitting a surrogate pair.</summary>
    public static string Of(string text, int longest)
    {
        if (text.Length > longest)
        {
            text = text.Substring(0, longest > 1 && char.IsSurrogatePair(text, longest - 1) ? longest - 1 : longest);
        }

        return Of(text);
    }

    /// <summary>Returns the same text if it is valid.</summary>
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
