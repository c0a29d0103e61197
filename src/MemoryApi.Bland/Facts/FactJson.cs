using System;
using System.Globalization;
using System.Numerics;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Reads JSON as the client reads answers: dates stay strings, numbers keep their digits.</summary>
internal static class FactJson
{
    /// <summary>How deep a fact may nest. Deep enough for data, and it ends a structure that contains itself.</summary>
    public const int Deepest = 64;

    private static readonly JsonLoadSettings LoadSettings = new()
    {
        LineInfoHandling = LineInfoHandling.Ignore,
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
    };

    /// <summary>Reads one value, and nothing behind it.</summary>
    /// <exception cref="FactFormatException">The text is no JSON, or has a number that an answer couldn't be read with.</exception>
    public static JToken Parse(string json)
    {
        using var reader = Reader(json);
        try
        {
            var token = JToken.Load(reader, LoadSettings);
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    throw new JsonReaderException();
                }
            }

            return token;
        }
        catch (Exception failure) when (failure is JsonException or OverflowException)
        {
            // The cause quotes what it has found, so it stays out of the new exception.
            throw new FactFormatException(
                string.Format(CultureInfo.InvariantCulture, "The text can't be read as JSON at line {0}, position {1}.", reader.LineNumber, reader.LinePosition),
                reader.Path);
        }
    }

    /// <summary>What the client reads when this number arrives: a long, big integer or decimal, or a double for a small one; null when it can't be read.</summary>
    public static object? ReadNumber(string text)
    {
        using var reader = Reader(text);
        try
        {
            return reader.Read() && reader.TokenType is JsonToken.Integer or JsonToken.Float && reader.Value is long or BigInteger or decimal or double
                ? reader.Value
                : null;
        }
        catch (Exception failure) when (failure is JsonException or OverflowException)
        {
            return null;
        }
    }

    private static ExactJsonReader Reader(string json) => new(json)
    {
        RefuseNonFinite = true,
        RefuseBeyondDecimal = true,
        MaxDepth = Deepest + 1,
    };
}
