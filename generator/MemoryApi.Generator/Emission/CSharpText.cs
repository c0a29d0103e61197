using System.Globalization;
using System.Text;

namespace MemoryApi.Generator.Emission;

/// <summary>C# literals: the one way in which a text of a document gets into code.</summary>
internal static class CSharpText
{
    /// <summary>A string literal of the text. What is neither printable ASCII nor a letter or digit is escaped, so that nothing in it ends the literal or the line; half of a surrogate pair is U+FFFD.</summary>
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

    /// <summary>A number literal for a parameter that is a double.</summary>
    public static string Literal(decimal number) => number is > long.MinValue and < long.MaxValue && number == decimal.Truncate(number)
        ? number.ToString("0", CultureInfo.InvariantCulture)
        : ((double)number).ToString("R", CultureInfo.InvariantCulture);
}
