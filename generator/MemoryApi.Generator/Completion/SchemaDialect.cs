using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Converts schemas of OpenAPI 3.1 to the form of OpenAPI 3.0, and adds types that can be inferred.</summary>
internal sealed class SchemaDialect : ICompletion
{
    private static readonly string[] Structural = ["properties", "required", "enum", "allOf", "oneOf", "anyOf", "items", "additionalProperties"];

    private static readonly (string Least, string Most)[] Limits = [("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems")];

    public void Apply(Draft draft)
    {
        ReplaceTrue(draft);
        foreach (var schema in draft.AllSchemas())
        {
            Clean(schema);
            SeparateReference(schema);
            ReadTypes(draft, schema);
            ReadValues(schema);
            InferType(schema);
            Relax(draft, schema);
        }
    }

    /// <summary>Writes <c>{}</c> for the schema <c>true</c>.</summary>
    private static void ReplaceTrue(Draft draft)
    {
        foreach (var place in draft.Source.Places().Where(place => place.Shape.Accepts(place.Node)).ToList())
        {
            foreach (var schema in place.Shape.Inside(place.Node).Where(inside => inside.IsAnyValue).Select(inside => inside.Node).ToList())
            {
                var any = new YamlMappingNode();
                draft.Source.Originate(any, schema);
                if (place.Node is YamlSequenceNode list)
                {
                    list.Children[list.Children.IndexOf(schema)] = any;
                }

                foreach (var (key, _, _) in place.Node.Members().Where(member => ReferenceEquals(member.Value, schema)).ToList())
                {
                    ((YamlMappingNode)place.Node).Children[key] = any;
                }
            }
        }
    }

    /// <summary>Removes keywords without a value, and keywords whose value should be a list or mapping but isn't.</summary>
    private static void Clean(YamlMappingNode schema)
    {
        foreach (var keyword in Structural)
        {
            var isWrong = schema.Get(keyword) switch
            {
                null => false,
                YamlScalarNode scalar when keyword == "additionalProperties" => scalar.Kind() != ValueKind.Boolean,
                YamlScalarNode => true,
                YamlSequenceNode => keyword is "properties" or "items" or "additionalProperties",
                _ => keyword is "required" or "enum" or "allOf" or "oneOf" or "anyOf",
            };
            if (isWrong)
            {
                schema.Remove(keyword);
            }
        }
    }

    /// <summary>OpenAPI 3.0 ignores other keywords beside a reference. So the reference is wrapped in <c>allOf</c>.</summary>
    private static void SeparateReference(YamlMappingNode schema)
    {
        if (schema.GetText("$ref") is { } reference && schema.Children.Count > 1)
        {
            schema.Remove("$ref");
            var parts = schema.Get("allOf") as YamlSequenceNode ?? new YamlSequenceNode();
            parts.Children.Insert(0, new YamlMappingNode(new YamlScalarNode("$ref"), new YamlScalarNode(reference)));
            schema.Set("allOf", parts);
        }
    }

    private static void ReadTypes(Draft draft, YamlMappingNode schema)
    {
        var types = schema.Get("type") switch
        {
            YamlSequenceNode list => list.Children.Select(type => type.ToString()).ToList(),
            YamlScalarNode { Value: "null" } => ["null"],
            _ => null,
        };
        if (types is null)
        {
            return;
        }

        if (types.Remove("null"))
        {
            schema.Set("nullable", "true");
        }

        if (types.Contains("number"))
        {
            types.Remove("integer");
        }

        if (types.Count == 1)
        {
            schema.Set("type", types[0]);
            return;
        }

        schema.Remove("type");
        if (types.Count > 1)
        {
            draft.Say(schema, $"A value of several types ({string.Join(", ", types)}) is any JSON value in C#.");
            AnyValue(schema);
        }
    }

    private static void ReadValues(YamlMappingNode schema)
    {
        if (schema.Get("const") is { } constant)
        {
            schema.Set("enum", new YamlSequenceNode(constant));
            schema.Remove("const");
        }

        if (schema.Get("enum") is YamlSequenceNode values)
        {
            if (((List<YamlNode>)values.Children).RemoveAll(value => value.Kind() == ValueKind.Null) > 0)
            {
                schema.Set("nullable", "true");
            }

            if (values.Children.Count == 0)
            {
                schema.Remove("enum");
            }
        }

        if (schema.GetText("contentEncoding") == "base64")
        {
            schema.Set("format", "byte");
        }

        foreach (var (exclusive, inclusive) in new[] { ("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum") })
        {
            if (schema.Get(exclusive) is YamlScalarNode limit && limit.Kind() is ValueKind.Integer or ValueKind.Number)
            {
                schema.Remove(exclusive);
                schema.Set(inclusive, schema.Get(inclusive) ?? limit);
            }
        }
    }

    private static void InferType(YamlMappingNode schema)
    {
        if (schema.Get("type") is null && schema.Get("$ref") is null)
        {
            var type = schema switch
            {
                _ when schema.Get("properties") is not null || schema.Get("additionalProperties") is YamlMappingNode => "object",
                _ when schema.Get("items") is not null => "array",
                _ when schema.Get("enum") is { } values => TypeOf(values.Items().Select(value => value.Kind()).ToHashSet()),
                _ => null,
            };
            if (type is not null)
            {
                schema.Set("type", type);
            }
            else
            {
                schema.Remove("enum");
            }
        }

        if (schema.GetText("type") == "array" && schema.Get("items") is null)
        {
            schema.Set("items", new YamlMappingNode());
        }
    }

    private static string? TypeOf(HashSet<ValueKind> kinds) => kinds.Count == 1
        ? kinds.Single() switch
        {
            ValueKind.Text => "string",
            ValueKind.Integer => "integer",
            ValueKind.Number => "number",
            ValueKind.Boolean => "boolean",
            _ => null,
        }
        : null;

    /// <summary>Removes limits that can't be checked.</summary>
    private static void Relax(Draft draft, YamlMappingNode schema)
    {
        if (schema.GetText("pattern") is { } pattern && !Conventions.SchemaConvention.IsPattern(pattern))
        {
            draft.Say(schema.Get("pattern")!, "The pattern isn't a regular expression that .NET supports, so the client doesn't check it.");
            schema.Remove("pattern");
        }

        foreach (var (least, most) in Limits)
        {
            if (Number(schema, least) > Number(schema, most))
            {
                draft.Say(schema.Get(least)!, $"{least} is greater than {most}, so the client checks neither.");
                schema.Remove(least, most);
            }
        }
    }

    private static double? Number(YamlNode schema, string keyword) =>
        double.TryParse(schema.GetText(keyword), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Removes all keywords of a schema that limit its values.</summary>
    internal static void AnyValue(YamlMappingNode schema)
    {
        var kept = new[] { "description", "nullable", "deprecated", "readOnly", "writeOnly", Extensions.Name };
        schema.Remove([.. schema.Members().Select(member => member.Name).Except(kept)]);
    }
}
