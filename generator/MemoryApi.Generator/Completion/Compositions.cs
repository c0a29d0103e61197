using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>
/// Replaces compositions that C# can't express. <c>allOf</c> becomes a single schema. <c>oneOf</c> and <c>anyOf</c> become their only alternative besides null, or
/// the type that all alternatives share, or any JSON value.
/// </summary>
internal sealed class Compositions : ICompletion
{
    private const int DeepestComposition = 100;
    private const int MostMergedProperties = 200_000;

    private static readonly string[] Annotations = ["description", "title", "nullable", "deprecated", "readOnly", "writeOnly", "default", "example", "examples", "externalDocs", "xml", Extensions.Name];

    private readonly HashSet<YamlNode> _done = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YamlNode> _open = new(ReferenceEqualityComparer.Instance);
    private int _mergedProperties;

    public void Apply(Draft draft)
    {
        foreach (var schema in draft.AllSchemas())
        {
            Simplify(draft, schema);
        }
    }

    private void Simplify(Draft draft, YamlMappingNode schema)
    {
        if (_done.Contains(schema))
        {
            return;
        }

        if (_open.Count > DeepestComposition || !_open.Add(schema))
        {
            throw new GenerationException(draft.Source.At(schema, DiagnosticCodes.Reference, "This schema is made of itself by way of allOf, oneOf or anyOf, or of more than 100 that are made of each other. Break the circle with a property."));
        }

        // A schema with a hand-written type isn't changed, since that type reads and writes the JSON itself.
        if (schema.Get(Extensions.Type) is null)
        {
            Choose(draft, schema, "oneOf");
            Choose(draft, schema, "anyOf");
            Merge(draft, schema);
        }

        _open.Remove(schema);
        _done.Add(schema);
    }

    private void Choose(Draft draft, YamlMappingNode schema, string keyword)
    {
        if (schema.Get(keyword) is not YamlSequenceNode { Children: var all })
        {
            return;
        }

        var alternatives = all.OfType<YamlMappingNode>().Where(alternative => !IsNull(alternative)).ToList();
        if (alternatives.Count < all.Count)
        {
            schema.Set("nullable", "true");
        }

        if (schema.Get("properties") is not null && alternatives.TrueForAll(alternative => IsRule(schema, alternative)))
        {
            return;
        }

        schema.Remove(keyword, "discriminator");
        if (schema.Get("properties") is not null)
        {
            draft.Say(schema, $"What its {keyword} adds to an object with properties stands in AdditionalProperties.");
        }
        else if (alternatives.Count == 1)
        {
            var parts = schema.Get("allOf") as YamlSequenceNode ?? new YamlSequenceNode();
            parts.Add(alternatives[0]);
            schema.Set("allOf", parts);
        }
        else if (alternatives.Count > 1)
        {
            Share(draft, schema, alternatives);
        }
    }

    /// <summary>Sets the type of a schema to the one that all its alternatives share.</summary>
    private void Share(Draft draft, YamlMappingNode schema, List<YamlMappingNode> alternatives)
    {
        var targets = alternatives.Select(draft.Source.Resolve).OfType<YamlMappingNode>().ToList();
        foreach (var target in targets)
        {
            Simplify(draft, target);
        }

        var types = targets.Select(target => target.GetText("type")).Distinct().ToList();
        SchemaDialect.AnyValue(schema);
        if (types is [("string" or "integer" or "number" or "boolean") and { } type])
        {
            schema.Set("type", type);
            if (targets.Select(target => target.GetText("format")).Distinct().ToList() is [{ } format])
            {
                schema.Set("format", format);
            }
        }
        else if (types.All(other => other is "integer" or "number"))
        {
            schema.Set("type", "number");
        }
        else
        {
            draft.Say(schema, "A choice between types is any JSON value in C#.");
        }
    }

    private void Merge(Draft draft, YamlMappingNode schema)
    {
        if (schema.Get("allOf") is not YamlSequenceNode { Children: var parts })
        {
            return;
        }

        // A schema with nothing but annotations doesn't determine the type.
        var typed = parts.OfType<YamlMappingNode>().Where(part => part.Members().Any(member => !Annotations.Contains(member.Name))).ToList();
        foreach (var annotated in parts.OfType<YamlMappingNode>().Except(typed))
        {
            Fill(schema, annotated, Annotations);
        }

        var ownType = schema.Members().Select(member => member.Name).Except(Annotations).Except(["allOf", "type"]).Any();
        if (typed is [var only] && only.GetText("$ref") is not null && !ownType)
        {
            schema.Remove("type");
            schema.Set("allOf", new YamlSequenceNode(only));
            Simplify(draft, (YamlMappingNode)draft.Source.Resolve(only)!);
            return;
        }

        schema.Remove("allOf");
        foreach (var part in typed)
        {
            if (draft.Source.Resolve(part) is YamlMappingNode target)
            {
                Simplify(draft, target);
                MergePart(draft, schema, target);
            }
        }
    }

    private void MergePart(Draft draft, YamlMappingNode schema, YamlMappingNode part)
    {
        // A remaining allOf with a single part means the schema of that part.
        if (part.Get("allOf") is YamlSequenceNode { Children: [var inner] } && draft.Source.Resolve(inner) is YamlMappingNode target)
        {
            MergePart(draft, schema, target);
        }

        if (part.Get("properties") is YamlMappingNode properties)
        {
            var own = schema.Get("properties") as YamlMappingNode;
            var merged = new YamlMappingNode();
            foreach (var (key, _, value) in own.Members().Concat(properties.Members().Where(member => own.Get(member.Name) is null)))
            {
                merged.Children[key] = value;
            }

            _mergedProperties += merged.Children.Count;
            if (_mergedProperties > MostMergedProperties)
            {
                throw new GenerationException(draft.Source.At(schema, DiagnosticCodes.Size,
                    $"Written out, the allOf of the document make more than {MostMergedProperties} properties. Give what they share a property of its own."));
            }

            schema.Set("properties", merged);
        }

        if (part.Get("required") is YamlSequenceNode required)
        {
            var names = schema.GetTexts("required").Concat(part.GetTexts("required")).Distinct().Select(name => new YamlScalarNode(name));
            schema.Set("required", new YamlSequenceNode(names));
        }

        // additionalProperties: false of one part must not exclude the members of the others.
        var closed = part.Get("additionalProperties") is YamlMappingNode ? Array.Empty<string>() : ["additionalProperties"];
        Fill(schema, part, part.Members().Select(member => member.Name).Except(["properties", "required", "allOf", "nullable", "discriminator", "xml", Extensions.Name]).Except(closed));
    }

    private static void Fill(YamlMappingNode schema, YamlMappingNode part, IEnumerable<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (schema.Get(keyword) is null && part.Get(keyword) is { } value)
            {
                schema.Set(keyword, value);
            }
        }
    }

    private static bool IsNull(YamlMappingNode alternative) =>
        alternative.IsTrue("nullable") && !alternative.Members().Select(member => member.Name).Except(Annotations).Any();

    /// <summary>Whether an alternative only states which members are required together.</summary>
    private static bool IsRule(YamlMappingNode schema, YamlMappingNode alternative) =>
        alternative.Children.Count == 1 && alternative.GetTexts("required") is { Count: > 0 } names && names.All(name => schema.Get("properties").Get(name) is not null);
}
