using System;
using System.ComponentModel;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Reads JSON so that it keeps what it says: no dates made of strings, and each number as the type that holds it. That is a decimal, which keeps digits;
/// a double for what is too large or too small for one; and text for what is beyond a double, too.
/// </summary>
/// <remarks><see cref="JsonTextReader"/> itself has one type for all, and refuses the whole text for a number that doesn't fit.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExactJsonReader : JsonTextReader
{
    // A double has 15 digits for certain; a decimal that differs in these has lost some.
    private const double Precision = 1e-14;

    private readonly string _text;
    private int _lineNumber = 1;
    private int _lineStart;

    /// <summary>A reader of at most 256 levels, twice as many as an answer may have.</summary>
    /// <param name="text">The JSON.</param>
    public ExactJsonReader(string text)
        : base(new StringReader(text))
    {
        _text = text;
        DateParseHandling = DateParseHandling.None;
        FloatParseHandling = FloatParseHandling.Double;
        MaxDepth = 256;
    }

    /// <summary>Whether NaN and infinity, which Newtonsoft takes for numbers, are errors. Default: <see langword="false"/>.</summary>
    public bool RefuseNonFinite { get; init; }

    /// <summary>Whether a number that is too large for a decimal, or too small for a double, is an error. Default: <see langword="false"/>.</summary>
    public bool RefuseBeyondDecimal { get; init; }

    /// <inheritdoc/>
    public override bool Read()
    {
        if (!base.Read())
        {
            return false;
        }

        if (TokenType == JsonToken.Float && Value is double number)
        {
            Keep(NumberText(), number);
        }

        return true;
    }

    private void Keep(string text, double number)
    {
        if (text.Length == 0)
        {
            // NaN or Infinity.
            if (RefuseNonFinite)
            {
                throw new JsonReaderException("NaN and infinity aren't JSON.");
            }

            return;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && Math.Abs((double)exact - number) <= Math.Abs(number) * Precision
            && (exact != 0 || !HasValue(text)))
        {
            SetToken(JsonToken.Float, exact, updateIndex: false);
        }
        else if (RefuseBeyondDecimal && (Math.Abs(number) >= 1 || number == 0))
        {
            throw new JsonReaderException("The number is beyond the range of a decimal.");
        }
        else if (double.IsInfinity(number) || (number == 0 && HasValue(text)))
        {
            SetToken(JsonToken.String, text, updateIndex: false);
        }
    }

    /// <summary>Whether the number isn't zero.</summary>
    private static bool HasValue(string number)
    {
        foreach (var c in number)
        {
            if (c is 'e' or 'E')
            {
                return false;
            }

            if (c is >= '1' and <= '9')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number that was read, as it stands in the text.</summary>
    private string NumberText()
    {
        for (; _lineNumber < LineNumber; _lineNumber++)
        {
            _lineStart = _text.IndexOfAny(['\r', '\n'], _lineStart);
            _lineStart += string.CompareOrdinal(_text, _lineStart, "\r\n", 0, 2) == 0 ? 2 : 1;
        }

        var end = _lineStart + LinePosition;
        var start = end;
        while (start > 0 && _text[start - 1] is (>= '0' and <= '9') or '+' or '-' or '.' or 'e' or 'E')
        {
            start--;
        }

        return _text.Substring(start, end - start);
    }
}
