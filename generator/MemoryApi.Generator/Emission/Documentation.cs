using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>Makes the text of XML documentation from descriptions, limits and defaults of the specification.</summary>
internal static partial class Documentation
{
    /// <summary>A description as XML: escaped, on one line, with what stands in backticks as code.</summary>
    public static string Text(string? description) =>
        Code().Replace(WebUtility.HtmlEncode(Spaces().Replace(description ?? string.Empty, " ").Trim()).Replace("&#39;", "'", System.StringComparison.Ordinal), "<c>$1</c>");

    /// <summary>A description with the limits and the default that the schema states and the description leaves out.</summary>
    public static string Text(string? description, JsonSchema schema) =>
        string.Join(' ', Limits(description ?? string.Empty, schema.Target(), schema).Prepend(Text(description)).Where(sentence => sentence.Length > 0));

    private static IEnumerable<string> Limits(string description, JsonSchema target, JsonSchema schema)
    {
        var isNumber = target.Type.HasFlag(JsonObjectType.Integer) || target.Type.HasFlag(JsonObjectType.Number);
        if (isNumber && Range(target.Minimum, target.Maximum) is { } range && !Mentions(description, target.Minimum, target.Maximum))
        {
            yield return range + ".";
        }

        if (target.Type.HasFlag(JsonObjectType.String) && Range(target.MinLength is > 1 ? target.MinLength : null, target.MaxLength) is { } length)
        {
            yield return length + " characters.";
        }

        if (target.Type.HasFlag(JsonObjectType.Array) && Range(target.MinItems > 0 ? target.MinItems : null, target.MaxItems > 0 ? target.MaxItems : null) is { } items
            && !Mentions(description, null, target.MaxItems > 0 ? target.MaxItems : null))
        {
            yield return items + " items.";
        }

        var value = schema.Default ?? target.Default;
        if (value is not null && !description.Contains("default", System.StringComparison.OrdinalIgnoreCase))
        {
            yield return $"The service's default: {System.Convert.ToString(value, CultureInfo.InvariantCulture)!.ToLowerInvariant()}.";
        }
    }

    private static string? Range(decimal? minimum, decimal? maximum) => (minimum, maximum) switch
    {
        ({ } from, { } to) => $"From {CSharpText.Literal(from)} to {CSharpText.Literal(to)}",
        ({ } from, null) => $"At least {CSharpText.Literal(from)}",
        (null, { } to) => $"At most {CSharpText.Literal(to)}",
        _ => null,
    };

    private static bool Mentions(string description, decimal? minimum, decimal? maximum) => new[] { minimum, maximum }
        .All(limit => limit is not { } number || Regex.IsMatch(description, $@"(?<![\d.]){Regex.Escape(CSharpText.Literal(number))}(?![\d])"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
