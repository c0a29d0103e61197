using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Names schemas: components get a C# name, and inline objects and enums become components that are named after their place.</summary>
internal sealed class SchemaNaming : ICompletion
{
    private const string Prefix = "#/components/schemas/";

    private readonly Dictionary<YamlNode, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YamlNode> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, YamlNode> _components = [];
    private UniqueNames _taken = new([]);
    private Draft _draft = null!;

    public void Apply(Draft draft)
    {
        _draft = draft;
        var info = draft.Root.Get("info");
        _taken = new UniqueNames(ClientNames.OfRoot(ClientNames.Root(info.GetText(Extensions.ClientName), info.GetText("title")))
            .Concat(draft.Source.Operations().SelectMany(operation => ClientNames.OfGroup(OperationNames.Split(operation.Id!).Group))));
        foreach (var (key, name, schema) in draft.Schemas().Members().ToList())
        {
            // Two components may be one node with an alias.
            if (!_names.ContainsKey(schema))
            {
                var unique = Name(schema, name);
                if (unique != name && unique != CSharpNames.Pascal(name))
                {
                    draft.Say(key, $"The schema {name} is called {unique}, since its own name is taken.");
                }
            }
        }

        foreach (var (node, name) in _names.ToList())
        {
            Inside(node, name);
        }

        foreach (var operation in draft.Source.Operations())
        {
            NameIn(operation);
        }

        foreach (var schema in draft.AllSchemas())
        {
            if (schema.GetText("$ref") is { } reference && draft.Source.Find(reference) is { } target)
            {
                schema.Set("$ref", Prefix + (_names.TryGetValue(target, out var name) ? name : Name(target, reference.Split('/')[^1])));
            }
        }

        var schemas = new YamlMappingNode();
        foreach (var (name, node) in _components)
        {
            schemas.Set(name, node);
        }

        Draft.Mapping(draft.Root, "components").Set("schemas", schemas);
    }

    private void NameIn(SpecOperation operation)
    {
        var (group, verb) = OperationNames.Split(operation.Id!);
        foreach (var parameter in operation.Node.Get("parameters").Items())
        {
            Visit(parameter, "schema", verb + CSharpNames.Pascal(parameter.GetText("name")!));
            foreach (var (_, _, media) in parameter.Get("content").Members())
            {
                Visit(media, "schema", verb + CSharpNames.Pascal(parameter.GetText("name")!));
            }
        }

        foreach (var (_, _, media) in operation.Node.Get("requestBody").Get("content").Members())
        {
            Visit(media, "schema", $"{verb}{(verb.Contains(group.TrimEnd('s'), System.StringComparison.Ordinal) ? string.Empty : group)}Request");
        }

        foreach (var (_, _, response) in operation.Node.Get("responses").Members())
        {
            foreach (var (_, _, media) in response.Get("content").Members())
            {
                Visit(media, "schema", $"{verb}{(verb.Contains(group.TrimEnd('s'), System.StringComparison.Ordinal) ? string.Empty : group)}Result");
            }
        }
    }

    private void Inside(YamlNode schema, string name)
    {
        if (!_seen.Add(schema))
        {
            return;
        }

        foreach (var (_, wireName, _) in schema.Get("properties").Members().ToList())
        {
            Visit(schema.Get("properties")!, wireName, name + CSharpNames.Pascal(wireName));
        }

        Visit(schema, "items", name + "Item");
        Visit(schema, "additionalProperties", name + "Value");
    }

    /// <summary>Moves a schema that needs a name to the components, and puts a reference in its place.</summary>
    private void Visit(YamlNode parent, string key, string name)
    {
        if (parent.Get(key) is not YamlMappingNode schema || schema.Get("$ref") is not null || schema.Get("allOf") is not null)
        {
            return;
        }

        if (schema.Get("properties").Members().Any() || (schema.GetText("type") == "string" && schema.Get("enum") is not null))
        {
            if (!_names.TryGetValue(schema, out var unique))
            {
                unique = Name(schema, name);
                Inside(schema, unique);
            }

            var reference = new YamlMappingNode { { "$ref", Prefix + unique } };
            _draft.Source.Originate(reference, schema);

            // Keywords that concern only this place stay here.
            if (schema.IsTrue("nullable") || schema.Get("description") is not null || schema.Get(Extensions.Name) is not null || schema.IsTrue("readOnly") || schema.IsTrue("writeOnly") || schema.IsTrue("deprecated"))
            {
                var outer = new YamlMappingNode { { "allOf", new YamlSequenceNode(reference) } };
                foreach (var keyword in new[] { "nullable", "description", Extensions.Name, "readOnly", "writeOnly", "deprecated" })
                {
                    if (schema.Get(keyword) is { } value)
                    {
                        outer.Set(keyword, value);
                    }
                }

                _draft.Source.Originate(outer, schema);
                schema.Remove("nullable", Extensions.Name, "readOnly", "writeOnly", "deprecated");
                reference = outer;
            }

            ((YamlMappingNode)parent).Set(key, reference);
        }
        else
        {
            Inside(schema, name);
        }
    }

    private string Name(YamlNode schema, string wanted)
    {
        var name = CSharpNames.IsPascal(wanted) ? wanted : CSharpNames.Pascal(wanted);
        name = CSharpNames.Short(CSharpNames.IsPascal(name) ? name : "Schema" + name.TrimStart('_'));
        var unique = CSharpNames.IsTypeName(name, isEnum: schema.Get("enum") is not null) && !_taken.Contains(name) && !_taken.Contains(name + "Json") && !_components.ContainsKey(name) ? name : _taken.Take(name + "Model");
        _taken.Add(unique);
        _taken.Add(unique + "Json");
        _names[schema] = unique;
        _components[unique] = schema;
        return unique;
    }
}
