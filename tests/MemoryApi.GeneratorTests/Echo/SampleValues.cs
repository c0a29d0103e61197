using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>Values that schemas allow, as JSON: derived from Microsoft.OpenApi's model alone.</summary>
/// <param name="isSent">Whether the value is sent: members that are read-only aren't, and those that are write-only aren't received.</param>
/// <param name="isFull">Whether members that aren't required are set, too.</param>
internal sealed class SampleValues(bool isSent, bool isFull)
{
    private const int DeepestOptional = 5;

    private static readonly string[] PatternCandidates =
        ["abc", "a", "ABC", "A1", "1", "12345", "a-b", "user@contoso.example", "https://contoso.example/a", "2027-01-02", "+15551234567", "#a1b2c3", "0f8fad5b-d9cb-469f-a165-70867728950e"];

    /// <summary>A value of a parameter.</summary>
    public JsonNode Parameter(IOpenApiParameter parameter)
    {
        var isHeader = parameter.In is ParameterLocation.Header;
        var schema = parameter.Schema ?? parameter.Content?.Values.FirstOrDefault()?.Schema;
        return Of(schema, text: isHeader ? "a b;c=1" : $"{parameter.Name} ä b/c?&=+%", any: JsonValue.Create("any value"), depth: 0);
    }

    /// <summary>A value of a body.</summary>
    public JsonNode Body(IOpenApiSchema? schema) => Of(schema, "ä \"b\" \\ c/?&=+%", new JsonObject { ["any"] = new JsonArray(1, "b", null) }, depth: 0);

    private JsonNode Of(IOpenApiSchema? schema, string text, JsonNode any, int depth)
    {
        Assert.That(depth, Is.LessThan(40), "a schema that requires itself has no value");
        var facets = Facets(schema);
        if (facets.SelectMany(facet => facet.Enum ?? []).LastOrDefault(value => value is not null && value.GetValueKind() != System.Text.Json.JsonValueKind.Null) is { } known)
        {
            return known.DeepClone();
        }

        var constant = facets.Select(facet => facet.Const).FirstOrDefault(value => value is not null);
        var type = facets.Select(facet => facet.Type & ~JsonSchemaType.Null).FirstOrDefault(one => one is not (null or 0));
        type ??= facets.Exists(facet => facet.Properties?.Count > 0 || facet.AdditionalProperties is not null) ? JsonSchemaType.Object
            : facets.Exists(facet => facet.Items is not null) ? JsonSchemaType.Array : null;
        if (constant is not null)
        {
            return type is null or JsonSchemaType.String ? JsonValue.Create(constant) : JsonNode.Parse(constant)!;
        }

        // Of several types the first of these: a number needn't hold all digits of an integer.
        JsonSchemaType[] types = [JsonSchemaType.Number, JsonSchemaType.String, JsonSchemaType.Integer, JsonSchemaType.Boolean, JsonSchemaType.Array, JsonSchemaType.Object];
        return types.FirstOrDefault(one => type?.HasFlag(one) == true) switch
        {
            JsonSchemaType.String => JsonValue.Create(Text(facets, text)),
            JsonSchemaType.Integer => JsonValue.Create((long)Number(facets, facets.Exists(facet => facet.Format == "int32") ? 7 : facets.Exists(facet => facet.Format == "unix-time") ? 1_800_000_000 : 9007199254740993)),
            JsonSchemaType.Number => JsonValue.Create(Number(facets, 0.5m)),
            JsonSchemaType.Boolean => JsonValue.Create(true),
            JsonSchemaType.Array => Array(facets, text, any, depth),
            JsonSchemaType.Object => Object(facets, text, any, depth),
            _ => any.DeepClone(),
        };
    }

    private JsonArray Array(List<IOpenApiSchema> facets, string text, JsonNode any, int depth)
    {
        var items = facets.Select(facet => facet.Items).FirstOrDefault(item => item is not null);
        var least = facets.Max(facet => facet.MinItems) ?? 0;
        var most = facets.Min(facet => facet.MaxItems) ?? int.MaxValue;
        var count = Math.Min(Math.Max(least, isFull && depth < DeepestOptional ? 2 : 1), most);
        return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Of(items, text, any, depth + 1))]);
    }

    private JsonObject Object(List<IOpenApiSchema> facets, string text, JsonNode any, int depth)
    {
        var properties = new Dictionary<string, IOpenApiSchema>();
        foreach (var (name, property) in facets.SelectMany(facet => facet.Properties ?? new Dictionary<string, IOpenApiSchema>()))
        {
            properties.TryAdd(name, property);
        }

        var value = new JsonObject();
        if (properties.Count == 0)
        {
            var values = facets.Select(facet => facet.AdditionalProperties).FirstOrDefault(one => one is not null);
            value["first key"] = values is null ? JsonValue.Create(text) : Of(values, text, any, depth + 1);
            value["second"] = values is null ? JsonValue.Create(2) : Of(values, text, any, depth + 1);
            return value;
        }

        var required = facets.SelectMany(facet => facet.Required ?? new HashSet<string>()).ToHashSet();

        // "At least one of" and "exactly one of", said as alternatives that only require something.
        var exactlyOne = Rule(facets.Select(facet => facet.OneOf), properties);
        required.UnionWith(Rule(facets.Select(facet => facet.AnyOf), properties).Take(1).SelectMany(names => names));
        required.UnionWith(exactlyOne.Take(1).SelectMany(names => names));
        var others = exactlyOne.SelectMany(names => names).Except(exactlyOne.Take(1).SelectMany(names => names)).ToHashSet();
        var least = facets.Max(facet => facet.MinProperties) ?? 0;
        foreach (var (name, property) in properties.OrderByDescending(property => required.Contains(property.Key)))
        {
            var all = Facets(property);
            var isHidden = isSent ? all.Exists(facet => facet.ReadOnly) : all.Exists(facet => facet.WriteOnly);
            if (!isHidden && !others.Contains(name) && (required.Contains(name) || (isFull && depth < DeepestOptional) || value.Count < least))
            {
                value[name] = Of(property, text, any, depth + 1);
            }
        }

        return value;
    }

    /// <summary>The sets of members of which one must be there.</summary>
    private static List<ISet<string>> Rule(IEnumerable<IList<IOpenApiSchema>?> alternatives, Dictionary<string, IOpenApiSchema> properties) =>
        [.. alternatives.SelectMany(all => all ?? []).Where(IsRule).Select(alternative => alternative.Required!).Where(names => names.All(properties.ContainsKey))];

    private static bool IsRule(IOpenApiSchema alternative) => alternative is { Required.Count: > 0, Properties: null or { Count: 0 }, Type: null };

    /// <summary>The schema, and all that it is made of: <c>allOf</c>, and the first alternative that isn't null.</summary>
    private static List<IOpenApiSchema> Facets(IOpenApiSchema? schema)
    {
        var facets = new List<IOpenApiSchema>();
        Add(schema, facets);
        return facets;
    }

    private static void Add(IOpenApiSchema? schema, List<IOpenApiSchema> facets)
    {
        if (schema is null || facets.Count > 200)
        {
            return;
        }

        facets.Add(schema);
        foreach (var part in schema.AllOf ?? [])
        {
            Add(part, facets);
        }

        // An object with properties of its own has what its alternatives add among the additional ones.
        if (schema.Properties is null or { Count: 0 })
        {
            foreach (var alternatives in new[] { schema.OneOf, schema.AnyOf })
            {
                Add(alternatives?.Where(alternative => alternative.Type != JsonSchemaType.Null).OrderByDescending(alternative => alternative.Type == JsonSchemaType.Number).FirstOrDefault(), facets);
            }
        }
    }

    private static string Text(List<IOpenApiSchema> facets, string text)
    {
        switch (facets.Select(facet => facet.Format).FirstOrDefault(format => format is not null))
        {
            case "date-time":
                return "2027-01-02T03:04:05+02:00";
            case "date":
                return "2027-01-02";
            case "byte":
            case null when facets.OfType<IOpenApiSchemaMissingProperties>().Any(facet => facet.ContentEncoding == "base64"):
                return "AQL/";
            case "uuid":
                return "0f8fad5b-d9cb-469f-a165-70867728950e";
        }

        var least = facets.Max(facet => facet.MinLength) ?? 0;
        var most = facets.Min(facet => facet.MaxLength) ?? int.MaxValue;
        var patterns = facets.Select(facet => facet.Pattern).Where(pattern => pattern is not null).ToList();
        var examples = facets.SelectMany(facet => new[] { facet.Default }.Concat(facet.Examples ?? [])).OfType<JsonValue>().Select(value => value.ToString());
        var candidates = new[] { text }.Concat(patterns.Count > 0 ? examples.Concat(PatternCandidates).Concat(patterns.Select(pattern => FromPattern(pattern!))) : []).Select(candidate => Fit(candidate, least, most));
        return candidates.FirstOrDefault(candidate => patterns.TrueForAll(pattern => Regex.IsMatch(candidate, pattern!)))
            ?? throw new AssertionException($"There is no sample for the pattern {string.Join(" and ", patterns)}. Add one.");
    }

    /// <summary>A text for a pattern that is made of letters and of sets with numbers behind them; for another, a text that doesn't match.</summary>
    private static string FromPattern(string pattern) => string.Concat(Regex.Matches(pattern, @"\^|\$|(\[(?<set>[^\]]+)\]|\\(?<set>d)|(?<one>[^\[\\]))(\{(?<count>[0-9]+)(,[0-9]*)?\}|[+?*])?").Select(part =>
        part.Groups["set"].Success || part.Groups["one"].Success
            ? new string(part.Groups["set"].Value is "d" ? '1' : part.Groups["set"].Success ? part.Groups["set"].Value[0] : part.Groups["one"].Value[0], int.TryParse(part.Groups["count"].Value, out var count) ? count : 1)
            : string.Empty));

    private static string Fit(string text, int least, int most)
    {
        var runes = text.EnumerateRunes().Take(most).ToList();
        runes.AddRange(Enumerable.Repeat(new Rune('x'), Math.Max(0, least - runes.Count)));
        return string.Concat(runes).Trim() is var trimmed && trimmed.EnumerateRunes().Count() >= least ? trimmed : string.Concat(runes).Replace(' ', 'x');
    }

    private static decimal Number(List<IOpenApiSchema> facets, decimal number)
    {
        var least = facets.Select(facet => Limit(facet.Minimum) ?? Limit(facet.ExclusiveMinimum) + 1).Max();
        var most = facets.Select(facet => Limit(facet.Maximum) ?? Limit(facet.ExclusiveMaximum) - 1).Min();
        return number > most ? most.Value : number < least ? least.Value : number;
    }

    private static decimal? Limit(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) ? limit : null;
}
