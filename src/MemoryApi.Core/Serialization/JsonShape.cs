namespace MemoryApi.Core;

/// <summary>
/// Finds where a value ends without reading it. It knows JSON as RFC 8259 has it and nothing else; of what is not it says so, and
/// the reader decides.
/// </summary>
internal static class JsonShape
{
    // Longer ones are beyond what Newtonsoft's integers take.
    private const int LongestNumber = 300;

    /// <summary>The place behind the object or array that begins at <paramref name="start"/>; -1 when it isn't plain JSON or nests too deep.</summary>
    public static int ContainerEnd(char[] text, int start, int length, int depth) => Value(text, start, length, depth);

    /// <summary>Whether a number stands at <paramref name="start"/>, and where it ends.</summary>
    public static bool TryNumber(char[] text, int start, int length, out int end, out bool isWhole)
    {
        isWhole = true;
        end = start;
        var i = start < length && text[start] == '-' ? start + 1 : start;
        var digits = Digits(text, i, length);
        if (digits == i || (text[i] == '0' && digits > i + 1))
        {
            return false;
        }

        i = digits;
        if (i < length && text[i] == '.')
        {
            isWhole = false;
            digits = Digits(text, i + 1, length);
            if (digits == i + 1)
            {
                return false;
            }

            i = digits;
        }

        if (i < length && text[i] is 'e' or 'E')
        {
            isWhole = false;
            var exponent = i + 1 < length && text[i + 1] is '+' or '-' ? i + 2 : i + 1;
            i = Digits(text, exponent, length);
            if (i == exponent)
            {
                return false;
            }
        }

        end = i;
        return i - start <= LongestNumber && i < length && text[i] is ',' or '}' or ']' or ' ' or '\n' or '\r' or '\t';
    }

    private static int Value(char[] text, int i, int length, int depth)
    {
        if (i >= length)
        {
            return -1;
        }

        switch (text[i])
        {
            case '{':
                return depth > 0 ? Members(text, i + 1, length, depth - 1) : -1;
            case '[':
                return depth > 0 ? Items(text, i + 1, length, depth - 1) : -1;
            case '"':
                return String(text, i + 1, length);
            case 't':
                return Literal(text, i, length, "true");
            case 'f':
                return Literal(text, i, length, "false");
            case 'n':
                return Literal(text, i, length, "null");
            default:
                return TryNumber(text, i, length, out var end, out _) ? end : -1;
        }
    }

    private static int Members(char[] text, int i, int length, int depth)
    {
        i = Blanks(text, i, length);
        if (i < length && text[i] == '}')
        {
            return i + 1;
        }

        while (i < length && text[i] == '"')
        {
            i = String(text, i + 1, length);
            i = i < 0 ? length : Blanks(text, i, length);
            if (i >= length || text[i] != ':')
            {
                return -1;
            }

            i = Value(text, Blanks(text, i + 1, length), length, depth);
            i = i < 0 ? length : Blanks(text, i, length);
            if (i >= length || text[i] != ',')
            {
                return i < length && text[i] == '}' ? i + 1 : -1;
            }

            i = Blanks(text, i + 1, length);
        }

        return -1;
    }

    private static int Items(char[] text, int i, int length, int depth)
    {
        i = Blanks(text, i, length);
        if (i < length && text[i] == ']')
        {
            return i + 1;
        }

        while (true)
        {
            i = Value(text, i, length, depth);
            i = i < 0 ? length : Blanks(text, i, length);
            if (i >= length || text[i] != ',')
            {
                return i < length && text[i] == ']' ? i + 1 : -1;
            }

            i = Blanks(text, i + 1, length);
        }
    }

    private static int String(char[] text, int i, int length)
    {
        for (; i < length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return i + 1;
                case < ' ':
                    return -1;
                case '\\':
                    i++;
                    if (i >= length || !IsEscape(text, i, length))
                    {
                        return -1;
                    }

                    break;
            }
        }

        return -1;
    }

    private static bool IsEscape(char[] text, int i, int length)
    {
        if (text[i] != 'u')
        {
            return text[i] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't';
        }

        for (var digit = i + 1; digit <= i + 4; digit++)
        {
            if (digit >= length || text[digit] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        return true;
    }

    private static int Literal(char[] text, int i, int length, string literal)
    {
        if (length - i < literal.Length)
        {
            return -1;
        }

        foreach (var c in literal)
        {
            if (text[i++] != c)
            {
                return -1;
            }
        }

        return i;
    }

    private static int Digits(char[] text, int i, int length)
    {
        while (i < length && text[i] is >= '0' and <= '9')
        {
            i++;
        }

        return i;
    }

    private static int Blanks(char[] text, int i, int length)
    {
        while (i < length && text[i] is ' ' or '\n' or '\r' or '\t')
        {
            i++;
        }

        return i;
    }
}
