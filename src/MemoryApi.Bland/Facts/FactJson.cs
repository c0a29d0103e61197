using System.Globalization;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Reads JSON as the client reads responses: dates stay strings, numbers keep their digits.</summary>
internal static class FactJson
{
    /// <summary>How deep a fact may nest. Deep enough for data, and it ends a structure that contains itself.</summary>
    public const int Deepest = 64;

    private const JsonTokenRules Rules = JsonTokenRules.UniqueNames | JsonTokenRules.NumbersFit | JsonTokenRules.WholePairs;

    /// <summary>Reads one value, and nothing behind it.</summary>
    /// <exception cref="FactFormatException">The text is no JSON, or has a number that is beyond a double.</exception>
    public static JToken Parse(string json)
    {
        try
        {
            return JsonTokens.Parse(json, Rules, Deepest + 1);
        }
        catch (JsonException failure)
        {
            throw new FactFormatException(
                string.Format(CultureInfo.InvariantCulture, "The text can't be read as JSON at line {0}, position {1}.", failure.LineNumber, failure.BytePositionInLine),
                failure.Path);
        }
    }

    /// <summary>What the client reads when this number arrives: a long, big integer, decimal or double; null when it is beyond a double.</summary>
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
