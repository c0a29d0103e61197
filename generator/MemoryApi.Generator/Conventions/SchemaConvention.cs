using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>A schema is consistent: its enum and default values match its type, and it allows at least one value.</summary>
internal sealed class SchemaConvention : IConvention
{
    private static readonly Dictionary<string, ValueKind[]> Types = new()
    {
        ["string"] = [ValueKind.Text],
        ["integer"] = [ValueKind.Integer],
        ["number"] = [ValueKind.Integer, ValueKind.Number],
        ["boolean"] = [ValueKind.Boolean],
        ["array"] = [ValueKind.List],
        ["object"] = [ValueKind.Mapping],
    };

    private static readonly (string Least, string Most)[] Limits =
        [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")];

    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => place.Shape == OpenApiShape.Schema)
        .SelectMany(place => Problems(place.Node))
        .Select(problem => source.At(problem.Node, DiagnosticCodes.Schema, problem.Message));

    private static IEnumerable<(YamlNode Node, string Message)> Problems(YamlNode schema)
    {
        if (schema.GetText("type") is { } type)
        {
            if (!Types.TryGetValue(type, out var kinds))
            {
                yield return (schema.Get("type")!, $"The type {type} doesn't exist. Use one of {string.Join(", ", Types.Keys)}.");
                yield break;
            }

            if (type == "array" && schema.Get("items") is null)
            {
                yield return (schema.Get("type")!, "An array needs items. Write items: {} when they can be any JSON value.");
            }

            foreach (var value in schema.Get("enum").Items().Concat(new[] { schema.Get("default") }.OfType<YamlNode>()))
            {
                if (!kinds.Contains(value.Kind()) && !(value.Kind() == ValueKind.Null && schema.IsTrue("nullable")))
                {
                    yield return (value, $"{value} doesn't match the type of its schema, {type}. {(type == "string" ? "Put it in quotes" : "Correct the value or the type")}.");
                }
            }
        }

        foreach (var (least, most) in Limits)
        {
            if (Number(schema, least) > Number(schema, most))
            {
                yield return (schema.Get(least)!, $"{least} {schema.GetText(least)} is greater than {most} {schema.GetText(most)}. Correct one of them.");
            }
        }

        if (schema.GetText("pattern") is { } pattern && !IsPattern(pattern))
        {
            yield return (schema.Get("pattern")!, $"The pattern {pattern} isn't a regular expression that .NET supports. Rewrite it, or remove it and describe it instead.");
        }

        if (schema.GetText("additionalProperties") == "false")
        {
            foreach (var name in schema.Get("required").Items())
            {
                if (schema.Get("properties").Get(name.ToString()) is null)
                {
                    yield return (name, $"The required property {name} isn't declared. Add it to properties, or remove it from required.");
                }
            }
        }
    }

    private static double? Number(YamlNode schema, string keyword) =>
        double.TryParse(schema.GetText(keyword), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
