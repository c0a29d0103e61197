using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Documents;

/// <summary>Converts the schemas of a document to NJsonSchema's model, and remembers the YAML node of each.</summary>
internal sealed class SchemaBuilder(SpecSource source)
{
    private static readonly Dictionary<string, JsonObjectType> TypesByName = new()
    {
        ["string"] = JsonObjectType.String,
        ["integer"] = JsonObjectType.Integer,
        ["number"] = JsonObjectType.Number,
        ["boolean"] = JsonObjectType.Boolean,
        ["array"] = JsonObjectType.Array,
        ["object"] = JsonObjectType.Object,
    };

    private readonly Dictionary<YamlNode, JsonSchema> _components = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<JsonSchema, YamlNode> _nodes = new(ReferenceEqualityComparer.Instance);

    /// <summary>All components by their names.</summary>
    public IReadOnlyDictionary<string, JsonSchema> Components()
    {
        var components = source.Root.Get("components").Get("schemas").Members().ToList();

        // All schemas are created before their content, since they refer to each other.
        foreach (var (_, _, node) in components)
        {
            _components[node] = new JsonSchema();
        }

        foreach (var (_, _, node) in components)
        {
            Fill(_components[node], node);
        }

        return components.ToDictionary(component => component.Name, component => _components[component.Value]);
    }

    /// <summary>The schema of a node that isn't a component.</summary>
    public JsonSchema Build(YamlNode node) => Fill(new JsonSchema(), node);

    /// <summary>The YAML node of a schema.</summary>
    public YamlNode NodeOf(JsonSchema schema) => _nodes.TryGetValue(schema, out var node) ? node : source.Root;

    private T Fill<T>(T schema, YamlNode node)
        where T : JsonSchema
    {
        _nodes[schema] = node;
        if (node.GetText("$ref") is { } reference)
        {
            schema.Reference = source.Find(reference) is { } target && _components.TryGetValue(target, out var component) ? component : new JsonSchema();
            return schema;
        }

        schema.Type = node.GetText("type") is { } type && TypesByName.TryGetValue(type, out var known) ? known : JsonObjectType.None;
        schema.Format = node.GetText("format");
        schema.Pattern = node.GetText("pattern");
        schema.Description = node.GetText("description");
        schema.IsDeprecated = node.IsTrue("deprecated");
        schema.IsNullableRaw = node.IsTrue("nullable") ? true : null;
        schema.Default = (node.Get("default") as YamlScalarNode)?.Value;
        schema.Minimum = Limit(node, "minimum");
        schema.Maximum = Limit(node, "maximum");
        schema.MinLength = Count(node, "minLength");
        schema.MaxLength = Count(node, "maxLength");
        schema.MinItems = Count(node, "minItems") ?? 0;
        schema.MaxItems = Count(node, "maxItems") ?? 0;
        schema.MinProperties = Count(node, "minProperties") ?? 0;
        foreach (var value in node.Get("enum").Items().OfType<YamlScalarNode>().Where(value => value.Kind() != ValueKind.Null))
        {
            schema.Enumeration.Add(value.Value);
        }

        foreach (var (_, name, value) in node.Members().Where(member => member.Name.StartsWith("x-", System.StringComparison.Ordinal)))
        {
            schema.SetExtension(name, Data(value));
        }

        FillParts(schema, node);
        return schema;
    }

    private void FillParts(JsonSchema schema, YamlNode node)
    {
        foreach (var (_, name, property) in node.Get("properties").Members())
        {
            schema.Properties[name] = Fill(new JsonSchemaProperty { IsReadOnly = property.IsTrue("readOnly"), IsWriteOnly = property.IsTrue("writeOnly") }, property);
        }

        foreach (var name in node.Get("required").Items().OfType<YamlScalarNode>())
        {
            schema.RequiredProperties.Add(name.Value!);
        }

        if (node.Get("items") is { } items)
        {
            schema.Item = Build(items);
        }

        switch (node.Get("additionalProperties"))
        {
            case YamlMappingNode { Children.Count: > 0 } values:
                schema.AdditionalPropertiesSchema = Build(values);
                break;
            case YamlScalarNode { Value: "false" }:
                schema.AllowAdditionalProperties = false;
                break;
            case YamlMappingNode:
                // A free-form object has members with any value.
                if (schema.Properties.Count == 0)
                {
                    schema.AdditionalPropertiesSchema = Build(node.Get("additionalProperties")!);
                }

                break;
        }

        foreach (var part in node.Get("allOf").Items())
        {
            schema.AllOf.Add(Build(part));
        }

        foreach (var part in node.Get("oneOf").Items())
        {
            schema.OneOf.Add(Build(part));
        }

        foreach (var part in node.Get("anyOf").Items())
        {
            schema.AnyOf.Add(Build(part));
        }
    }

    /// <summary>Reads a limit. A limit that is too large for a decimal is ignored, since a client can't send such values anyway.</summary>
    private static decimal? Limit(YamlNode node, string keyword) =>
        decimal.TryParse(node.GetText(keyword), NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) ? limit : null;

    private static int? Count(YamlNode node, string keyword) =>
        int.TryParse(node.GetText(keyword), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 0 ? count : null;

    private static object Data(YamlNode node) => node switch
    {
        YamlSequenceNode list => list.Children.Select(item => item.ToString()).ToList(),
        YamlMappingNode map => map.Members().ToDictionary(member => member.Name, member => member.Value.ToString()),
        _ => (node as YamlScalarNode)?.Value ?? string.Empty,
    };
}
