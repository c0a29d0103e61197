using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Drift;

/// <summary>Describes the schemas of one specification. The same node always has the same description, so that circles can be detected.</summary>
internal sealed class SchemaReader(SpecSource source)
{
    private readonly Dictionary<YamlNode, ApiSchema> _schemas = new(ReferenceEqualityComparer.Instance);

    /// <summary>The node itself or what it refers to.</summary>
    /// <exception cref="GenerationException">The reference leads nowhere.</exception>
    public YamlNode Resolve(YamlNode node)
    {
        var passed = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        while (node.GetText("$ref") is { } reference)
        {
            node = passed.Add(node) && source.Find(reference) is { } target
                ? target
                : throw new GenerationException(source.At(
                    node,
                    DiagnosticCodes.Reference,
                    $"The reference {reference} leads nowhere in this file. Correct it, or put the files of the document together into one."));
        }

        return node;
    }

    public ApiSchema Read(YamlNode node)
    {
        var schema = Resolve(node);
        if (!_schemas.TryGetValue(schema, out var description))
        {
            _schemas.Add(schema, description = Describe(Compose(schema)));
        }

        return description;
    }

    private ApiSchema Describe(SchemaLayers schema)
    {
        var alternatives = schema.Alternatives.ConvertAll(Compose);
        var type = alternatives.Count == 0
            ? schema.Type
            : $"one of {string.Join(", ", alternatives.Select(alternative => alternative.Alternatives.Count == 0 ? alternative.Type : "a choice").Distinct().Order(StringComparer.Ordinal))}";
        List<YamlNode> layers = [.. schema.Layers, .. alternatives.SelectMany(alternative => alternative.Layers)];
        return new ApiSchema(type, schema.IsNullable, Values(layers), () => Parts(layers, schema.Required));
    }

    private static HashSet<string> Values(IEnumerable<YamlNode> layers) =>
    [
        .. layers
            .SelectMany(layer => layer.Get("const") is { } only ? [only] : layer.Get("enum").Items())
            .Where(value => !IsNull(value))
            .Select(value => value is YamlScalarNode scalar ? scalar.Value! : value.ToString()),
    ];

    // `nullable` says whether null is allowed, with and without null among the values.
    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" };

    private Dictionary<string, ApiMember> Parts(List<YamlNode> layers, HashSet<string> required)
    {
        var parts = new Dictionary<string, ApiMember>();
        foreach (var layer in layers)
        {
            if (layer.Get("items") is { } items)
            {
                parts.TryAdd(ApiSchema.Items, new ApiMember(Read(items), IsRequired: false));
            }

            foreach (var (_, name, property) in layer.Get("properties").Members())
            {
                parts.TryAdd($".{name}", new ApiMember(Read(property), required.Contains(name)));
            }
        }

        if (layers.Exists(SchemaLayers.IsArray))
        {
            parts.TryAdd(ApiSchema.Items, new ApiMember(ApiSchema.Any, IsRequired: false));
        }

        return parts;
    }

    private SchemaLayers Compose(YamlNode schema)
    {
        var composed = new SchemaLayers();
        Compose(schema, composed);
        return composed;
    }

    private void Compose(YamlNode node, SchemaLayers composed)
    {
        var layer = Resolve(node);
        if (composed.Layers.Exists(known => ReferenceEquals(known, layer)))
        {
            return;
        }

        composed.Layers.Add(layer);
        foreach (var part in layer.Get("allOf").Items())
        {
            Compose(part, composed);
        }

        var choices = layer.Get("oneOf").Items().Concat(layer.Get("anyOf").Items()).Select(Resolve).ToList();
        composed.AllowsNull |= choices.RemoveAll(SchemaLayers.IsNullType) > 0;

        // "At least one of these members" is a rule for values, not a choice of types.
        choices.RemoveAll(choice => choice.Members().All(member => member.Name == "required"));
        if (choices is [var only])
        {
            Compose(only, composed);
        }
        else
        {
            composed.Alternatives.AddRange(choices);
        }
    }
}
