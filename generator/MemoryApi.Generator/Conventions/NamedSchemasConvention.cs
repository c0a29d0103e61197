using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>Objects with members, and enums, are components with a valid C# name, so that no name has to be invented.</summary>
internal sealed class NamedSchemasConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var (key, name, schema) in source.Root.Get("components").Get("schemas").Members())
        {
            if (!CSharpNames.IsTypeName(name, isEnum: schema.Get("enum") is not null))
            {
                yield return source.At(key, DiagnosticCodes.NamedSchemas, $"{name} can't be the name of a C# type here. Use PascalCase, and no name that generated code uses itself.");
            }

            // A hand-written type reads and writes whatever its schema says.
            if (schema.Get(Extensions.Type) is null)
            {
                foreach (var inline in Children(schema).SelectMany(Inline))
                {
                    yield return inline;
                }
            }
        }

        foreach (var content in source.Operations().SelectMany(operation => Contents(operation.Node)))
        {
            foreach (var inline in Inline(content))
            {
                yield return inline;
            }
        }

        IEnumerable<Diagnostic> Inline(YamlNode schema)
        {
            if (schema.Get("properties") is not null || schema.Get("enum") is not null)
            {
                yield return source.At(schema, DiagnosticCodes.NamedSchemas, "An object with properties or an enum stands inline. Make it a component under components/schemas and refer to it.");
            }

            if (schema.Get("allOf") is YamlSequenceNode all && (all.Children.Count != 1 || all.Children[0].GetText("$ref") is null))
            {
                yield return source.At(schema, DiagnosticCodes.Unsupported, "allOf is only supported around one $ref. Write out the members.");
            }

            if (schema.Get("oneOf") is not null || schema.Get("anyOf") is not null)
            {
                yield return source.At(schema, DiagnosticCodes.Unsupported, "oneOf and anyOf between types need a component with x-type, or {} for any value.");
            }

            foreach (var diagnostic in Children(schema).SelectMany(Inline))
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<YamlNode> Children(YamlNode schema)
    {
        foreach (var (_, _, property) in schema.Get("properties").Members())
        {
            yield return property;
        }

        if (schema.Get("items") is { } items)
        {
            yield return items;
        }

        if (schema.Get("additionalProperties") is YamlMappingNode values)
        {
            yield return values;
        }
    }

    private static IEnumerable<YamlNode> Contents(YamlNode operation) => operation
        .Get("responses").Members().Select(response => response.Value)
        .Append(operation.Get("requestBody"))
        .Select(holder => holder.Get("content").Get("application/json").Get("schema"))
        .Concat(operation.Get("parameters").Items().Select(parameter => parameter.Get("schema")))
        .OfType<YamlNode>();
}
