using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MemoryApi.UnitTests.Json;

/// <summary>Random JSON as text: all escapes, numbers of every kind, equal names, white space, and texts of up to 100,000 characters.</summary>
internal sealed class RandomJson(Random random)
{
    private const string WhiteSpace = " \t\r\n";

    private static readonly string[] Escapes =
        ["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u001F", "\\u00e9", "\\u2028", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\ufffd", "\\uFEFF", "\\uffff"];

    // A service that cuts a text at a number of characters leaves these.
    private static readonly string[] Halves = ["\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ude00\\ud83d", "\\uD83Da"];

    private static readonly string[] Raw = ["a", "words of a text ", "é", "ß", "日本語", "😀", "👩‍👩‍👧", "\u2028", "\u00a0", "\u007f", "\ufeff", "/", "'", "<b>&", "2026-01-15T10:30:00Z", "\ufffd", "\ud800\udc00", "\udbff\udfff"];

    private static readonly string[] Numbers =
    [
        "0", "-0", "0.0", "-0.0", "0e0", "0E+5", "0e-999999", "1", "-1", "1.0", "1.50", "1e0", "1E5", "12e-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "18446744073709551615", "9007199254740993", "3000000000", "0.1", "0.30000000000000004", "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e400", "5e-324", "1e-324", "2e-324", "1e-400",
        "79228162514264337593543950335", "79228162514264337593543950336", "7.9228162514264337593543950335", "7.92281625142643375935439503355", "0.0000000000000000000000000001", "0.00000000000000000000000000001",
        "1.2345678901234567890123456789", "12345678901234567890.123456789012345678901234567890", "1e28", "1e29", "123456789e20", "0.1e1", "1e2147483647", "1e-2147483648", "1e99999999999999999999", "0e99999999999999999999",
    ];

    private static readonly string[] Signs = ["", "+", "-"];

    private static readonly string[] Names = ["a", "b", "id", "", "$type", "$ref", "a.b", "a b", "ключ", "😀", "\\u0061", "__proto__", "constructor"];

    /// <summary>A document without a byte order mark.</summary>
    public string Document()
    {
        var json = new StringBuilder();
        Space(json);
        switch (random.Next(120))
        {
            case 0:
                Deep(json, random.Next(100, 256));
                break;
            case 1:
                Wide(json, random.Next(1, 3000));
                break;
            case 2 or 3:
                Text(json, (int)Math.Pow(10, 1 + (random.NextDouble() * 4)));
                break;
            default:
                Value(json, random.Next(1, 7));
                break;
        }

        Space(json);
        return json.ToString();
    }

    public string Number()
    {
        if (random.Next(2) == 0)
        {
            return Numbers[random.Next(Numbers.Length)];
        }

        var digits = random.Next(20) switch { 0 => random.Next(1, 1200), < 5 => random.Next(15, 40), _ => random.Next(1, 12) };
        var number = new StringBuilder(random.Next(3) == 0 ? "-" : string.Empty).Append((char)('1' + random.Next(9)));
        Digits(number, digits - 1);
        if (random.Next(2) == 0)
        {
            Digits(number.Append('.'), random.Next(1, random.Next(8) == 0 ? 60 : 6));
        }

        if (random.Next(4) == 0)
        {
            number.Append("eE"[random.Next(2)]).Append(Signs[random.Next(Signs.Length)]).Append(random.Next(random.Next(8) == 0 ? 1000 : 30).ToString(CultureInfo.InvariantCulture));
        }

        return number.ToString();
    }

    private void Value(StringBuilder json, int depth)
    {
        switch (random.Next(depth > 0 ? 12 : 6))
        {
            case 0 or 1:
                Text(json, random.Next(5) == 0 ? random.Next(400) : random.Next(20));
                break;
            case 2 or 3:
                json.Append(Number());
                break;
            case 4:
                json.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case 5:
                json.Append("null");
                break;
            case < 9:
                Items(json, '[', ']', random.Next(5), () => Value(json, depth - 1));
                break;
            default:
                Items(json, '{', '}', random.Next(6), () => Member(json, () => Value(json, depth - 1)));
                break;
        }
    }

    private void Deep(StringBuilder json, int levels)
    {
        var ends = new StringBuilder();
        for (var i = 0; i < levels; i++)
        {
            var isArray = random.Next(2) == 0;
            json.Append(isArray ? "[" : "{\"d\":");
            ends.Insert(0, isArray ? "]" : ",\"e\":1}");
        }

        json.Append(Number()).Append(ends);
    }

    private void Wide(StringBuilder json, int count)
    {
        if (random.Next(2) == 0)
        {
            Items(json, '[', ']', count, () => Value(json, 0));
        }
        else
        {
            Items(json, '{', '}', count, () => Member(json, () => Value(json, 0)));
        }
    }

    private void Items(StringBuilder json, char start, char end, int count, Action item)
    {
        json.Append(start);
        for (var i = 0; i < count; i++)
        {
            json.Append(i > 0 ? "," : string.Empty);
            Space(json);
            item();
            Space(json);
        }

        if (count == 0)
        {
            Space(json);
        }

        json.Append(end);
    }

    private void Member(StringBuilder json, Action value)
    {
        if (random.Next(3) == 0)
        {
            Text(json, random.Next(random.Next(50) == 0 ? 2000 : 12));
        }
        else
        {
            json.Append('"').Append(Names[random.Next(Names.Length)]).Append('"');
        }

        Space(json);
        json.Append(':');
        Space(json);
        value();
    }

    private void Text(StringBuilder json, int length)
    {
        json.Append('"');
        var isPlain = random.Next(3) == 0;
        for (var end = json.Length + length; json.Length < end;)
        {
            json.Append(random.Next(isPlain ? 1 : 30) switch
            {
                < 18 => Raw[random.Next(isPlain ? 2 : Raw.Length)],
                29 when random.Next(10) == 0 => Halves[random.Next(Halves.Length)],
                _ => Escapes[random.Next(Escapes.Length)],
            });
        }

        json.Append('"');
    }

    private void Digits(StringBuilder number, int count) => number.Append(string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10)))));

    private void Space(StringBuilder json)
    {
        if (random.Next(4) == 0)
        {
            for (var i = random.Next(random.Next(100) == 0 ? 5000 : 4); i > 0; i--)
            {
                json.Append(WhiteSpace[random.Next(WhiteSpace.Length)]);
            }
        }
    }
}
