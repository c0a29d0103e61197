using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Drift;

/// <summary>The nodes that together make up one schema: itself, the parts of its <c>allOf</c>, and its alternatives.</summary>
internal sealed class SchemaLayers
{
    public List<YamlNode> Layers { get; } = [];

    public List<YamlNode> Alternatives { get; } = [];

    /// <summary>Whether one of the alternatives was null.</summary>
    public bool AllowsNull { get; set; }

    /// <summary>OpenAPI 3.1 has a type for null, 3.0 has a keyword.</summary>
    public bool IsNullable => AllowsNull || Layers.Exists(layer => layer.IsTrue("nullable") || Types(layer).Contains("null"));

    public HashSet<string> Required =>
        [.. Layers.SelectMany(layer => layer.Get("required").Items()).OfType<YamlScalarNode>().Select(name => name.Value!)];

    /// <summary>The type, not considering alternatives.</summary>
    public string Type
    {
        get
        {
            var types = Layers.SelectMany(Types).Where(type => type != "null").Distinct().ToList();
            return types switch
            {
                [] or ["object"] when Layers.Exists(layer => layer.Get("properties").Members().Any()) => "object",
                [] => ApiSchema.Any.Type,
                ["object"] => "free-form object",
                [var type] when Layers.Select(layer => layer.GetText("format")).FirstOrDefault(format => IsTypeOfItsOwn(type, format)) is { } format => $"{type} ({format})",
                _ => string.Join(" or ", types),
            };
        }
    }

    public static bool IsNullType(YamlNode schema) => Types(schema) is ["null"];

    public static bool IsArray(YamlNode schema) => Types(schema).Contains("array");

    private static List<string> Types(YamlNode schema) => schema.Get("type") switch
    {
        YamlScalarNode { Value: { } type } => [type],
        { } types => [.. types.Items().OfType<YamlScalarNode>().Select(type => type.Value!)],
        null => [],
    };

    private static bool IsTypeOfItsOwn(string type, string? format) =>
        (type, format) is ("string", "date" or "date-time") or ("integer", "unix-time");
}
