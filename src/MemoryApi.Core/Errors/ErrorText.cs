using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Judges and joins the texts of an error's body.</summary>
internal static class ErrorText
{
    private const int Longest = 2048;

    // .NET's names of the registered status codes, and the names that some of them have in other editions of the standard.
    private static readonly HashSet<string> StatusPhrases = ReadStatusPhrases();

    /// <summary>At most the first 2,048 characters, without half of a surrogate pair at their end.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        return text.Substring(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest);
    }

    /// <summary>Whether a text only repeats the name of a status code, e.g. <c>Bad Request</c> or <c>400 Bad Request</c>.</summary>
    public static bool IsStatusPhrase(string text) =>
        StatusPhrases.Contains(text.Length > 4 && text[3] == ' ' && IsDigits(text, 3) ? text.Substring(4) : text);

    /// <summary>
    /// Whether the identifier of a kind of error (<c>type</c> of RFC 9457) only repeats the status code: it is the default one, or it points to the section of the
    /// standard that defines the code.
    /// </summary>
    public static bool IsStatusType(string type) =>
        type == "about:blank" || type.StartsWith("https://tools.ietf.org/", StringComparison.Ordinal) || type.StartsWith("https://www.rfc-editor.org/", StringComparison.Ordinal);

    /// <summary>Whether a text can be a code, e.g. <c>RateLimited</c>: it has no blanks.</summary>
    public static bool IsWord(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is written like the name of a constant, e.g. <c>NOT_FOUND</c> or <c>invalid_grant</c>.</summary>
    public static bool IsConstant(string text)
    {
        var hasUpper = false;
        var hasLower = false;
        var hasUnderscore = false;
        foreach (var character in text)
        {
            switch (character)
            {
                case >= 'A' and <= 'Z':
                    hasUpper = true;
                    break;
                case >= 'a' and <= 'z':
                    hasLower = true;
                    break;
                case '_':
                    hasUnderscore = true;
                    break;
                case >= '0' and <= '9':
                    break;
                default:
                    return false;
            }
        }

        return hasUpper ? !hasLower : hasLower && hasUnderscore;
    }

    /// <summary>Joins the texts without duplicates, up to 2,048 characters; <see langword="null"/> when there are none.</summary>
    public static string? Join(IReadOnlyList<string> texts)
    {
        var joined = string.Empty;
        for (var i = 0; i < texts.Count && joined.Length < Longest; i++)
        {
            if (!IsEarlier(texts, i))
            {
                joined += Separator(joined) + texts[i];
            }
        }

        return joined.Length > 0 ? Shorten(joined) : null;
    }

    /// <summary>Puts a text on one line: line breaks and other control characters are removed, since they could forge log entries.</summary>
    public static string OnOneLine(string text)
    {
        var line = new StringBuilder(text);
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsControl(line[i]) || line[i] is '\u2028' or '\u2029')
            {
                line[i] = ' ';
            }
        }

        return line.ToString();
    }

    private static string Separator(string before) => before.Length == 0 ? string.Empty
        : before[before.Length - 1] is '.' or '!' or '?' or ':' or ';' ? " "
        : "; ";

    private static bool IsEarlier(IReadOnlyList<string> texts, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (string.Equals(texts[i], texts[index], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDigits(string text, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    private static HashSet<string> ReadStatusPhrases()
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal) { "Content Too Large", "Payload Too Large", "URI Too Long", "Unprocessable Content" };
        for (var status = 400; status < 600; status++)
        {
            using var response = new HttpResponseMessage((HttpStatusCode)status);
            if (!string.IsNullOrEmpty(response.ReasonPhrase))
            {
                phrases.Add(response.ReasonPhrase!);
            }
        }

        return phrases;
    }
}
