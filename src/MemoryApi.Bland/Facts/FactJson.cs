using System.Globalization;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Reads JSON as the client reads responses: dates stay strings, numbers keep their digits.</summary>
internal static class FactJson
{
    /// <summary>How deep a fact may nest. This is deep enough for data, and stops at a structure that contains itself.</summary>
    public const int Deepest = 64;

    private const JsonTokenRules Rules = JsonTokenRules.UniqueNames | JsonTokenRules.NumbersFit | JsonTokenRules.WholePairs;

    /// <summary>Reads a text that contains exactly one value.</summary>
    /// <exception cref="FactFormatException">The text isn't JSON, or it contains a number that is too large for a double.</exception>
    public static JToken Parse(string json)
    {
        try
        {
            return JsonTokens.Parse(json, Rules, Deepest + 1);
        }
        catch (JsonException failure)
        {
            throw new FactFormatException(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "The text can't be read as JSON at line {0}, position {1}: it is invalid there, has a key twice or half of a surrogate pair, nests too deep, or has a number that is too large.",
                    failure.LineNumber,
                    failure.BytePositionInLine),
                failure.Path);
        }
    }

    /// <summary>The value that the client reads for this number in a response: a long, big integer, decimal or double; null when it is too large for a double.</summary>
    public static object? ReadNumber(string text)
    {
        try
        {
            return ((JValue)JsonTokens.Parse(text, Rules)).Value;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
