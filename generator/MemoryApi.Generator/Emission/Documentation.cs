using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>XML documentation. Texts of a document get into comments only through these methods.</summary>
internal static partial class Documentation
{
    /// <summary>A description as XML: escaped, on one line, with backticks converted to code elements.</summary>
    public static string Text(string? description) => CodeSpan().Replace(Xml(description ?? string.Empty), "<c>$1</c>");

    /// <summary>A text as code.</summary>
    public static string Code(string text) => $"<c>{Xml(text)}</c>";

    /// <summary>A description, completed by those limits and defaults of the schema that it doesn't mention.</summary>
    public static string Text(string? description, JsonSchema schema, TypeEntry type) =>
        string.Join(' ', Limits(description ?? string.Empty, schema.Target(), schema, type).Select(Text).Prepend(Text(description)).Where(sentence => sentence.Length > 0));

    private static string Xml(string text)
    {
        var line = string.Concat(text.EnumerateRunes()
            .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
        return Spaces().Replace(line, " ").Trim()
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Limits(string description, JsonSchema target, JsonSchema schema, TypeEntry type)
    {
        var isNumber = target.Type is JsonObjectType.Integer or JsonObjectType.Number;
        if (isNumber && Range(target.Minimum, target.Maximum) is { } range && !Mentions(description, target.Minimum, target.Maximum))
        {
            yield return range + ".";
        }

        if (target.Type == JsonObjectType.String && Range(target.MinLength is > 1 ? target.MinLength : null, target.MaxLength) is { } length)
        {
            yield return length + " characters.";
        }

        if (target.Type == JsonObjectType.Array && Range(target.MinItems > 0 ? target.MinItems : null, target.MaxItems > 0 ? target.MaxItems : null) is { } items
            && !Mentions(description, null, target.MaxItems > 0 ? target.MaxItems : null))
        {
            yield return items + " items.";
        }

        // An enum of texts is a type that has its values.
        if (type.Kind != SchemaKind.OpenEnum && target.Enumeration.Count > 0)
        {
            yield return $"One of {string.Join(", ", target.Enumeration)}.";
        }

        var value = schema.Default ?? target.Default;
        if (value is not null && !description.Contains("default", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"The service's default: {value}.";
        }
    }

    private static string? Range(decimal? minimum, decimal? maximum) => (minimum, maximum) switch
    {
        ({ } from, { } to) => $"From {Number(from)} to {Number(to)}",
        ({ } from, null) => $"At least {Number(from)}",
        (null, { } to) => $"At most {Number(to)}",
        _ => null,
    };

    private static bool Mentions(string description, decimal? minimum, decimal? maximum) => new[] { minimum, maximum }
        .All(limit => limit is not { } number || Regex.IsMatch(description, $@"(?<![\d.]){Regex.Escape(Number(number))}(?![\d])"));

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[\s\u0085\u2028\u2029]+")]
    private static partial Regex Spaces();
}
