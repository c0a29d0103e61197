using System.Globalization;
using System.Text;

namespace MemoryApi.Generator.Emission;

/// <summary>C# literals. Texts of a document get into code only through these methods.</summary>
internal static class CSharpText
{
    /// <summary>
    /// A string literal of the text. All characters except printable ASCII, letters and digits are escaped, so that no text can end the literal or the line. A lone
    /// surrogate becomes U+FFFD.
    /// </summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            literal.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                >= ' ' and <= '~' => rune.ToString(),
                _ when Rune.IsLetterOrDigit(rune) => rune.ToString(),
                > 0xFFFF => $"\\U{rune.Value:x8}",
                _ => $"\\u{rune.Value:x4}",
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A literal for a parameter of type double.</summary>
    public static string Literal(decimal number) => number is > long.MinValue and < long.MaxValue && number == decimal.Truncate(number)
        ? number.ToString("0", CultureInfo.InvariantCulture)
        : ((double)number).ToString("R", CultureInfo.InvariantCulture);
}
