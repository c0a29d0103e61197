using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Specs;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>
/// The table of types. It decides how each schema is declared, read, written and sent as a parameter. All generated code uses it. A schema without an entry is an error.
/// </summary>
internal sealed class TypeTable
{
    private readonly ApiDocument _document;
    private readonly Dictionary<JsonSchema, string> _names = new(ReferenceEqualityComparer.Instance);

    public TypeTable(ApiDocument document)
    {
        _document = document;
        foreach (var (name, schema) in document.Model.Definitions)
        {
            _names[schema] = name;
        }
    }

    /// <exception cref="GenerationException">There is no C# type for the schema.</exception>
    public TypeEntry Of(JsonSchema schema) => Of(schema, depth: 0);

    /// <summary>The component that a schema is or refers to.</summary>
    public string NameOf(JsonSchema schema) => _names[schema.Target()];

    private TypeEntry Of(JsonSchema schema, int depth)
    {
        var target = schema.Target();

        // No real C# type nests so deeply. A recursive schema gets here only if no schema in its circle has a name.
        if (depth > 16)
        {
            throw Unsupported(schema, "A list or map contains itself, or nests deeper than 16 levels. Make what it contains an object with properties.");
        }

        if (target.Extension(Extensions.Type) is { } handWritten)
        {
            return Named(SchemaKind.HandWritten, handWritten, isStruct: false);
        }

        if (target.IsModel())
        {
            return Named(SchemaKind.Model, Name(target), isStruct: false);
        }

        if (target.IsOpenEnum())
        {
            return Named(SchemaKind.OpenEnum, Name(target), isStruct: true);
        }

        return target switch
        {
            _ when target.IsAny() => new TypeEntry(SchemaKind.Any, "JToken", "JsonScalars.Token", IsStruct: false),
            _ when target.IsFreeForm() => new TypeEntry(SchemaKind.FreeForm, "JObject", "JsonScalars.Object", IsStruct: false),
            _ when target.IsMap() => Container(SchemaKind.Map, "IReadOnlyDictionary<string, {0}>", "JsonMapCodec", target.AdditionalPropertiesSchema!, depth),
            { Type: JsonObjectType.Array, Item: { } item } => Container(SchemaKind.List, "IReadOnlyList<{0}>", "JsonListCodec", item, depth),
            _ when ScalarTypes.Of(target) is { } scalar => new TypeEntry(scalar.Kind, scalar.Name, "JsonScalars." + scalar.Kind, scalar.IsStruct),
            _ => throw Unsupported(schema, "This schema has no counterpart in C#. Give it one type, or write {} for any value."),
        };
    }

    private static TypeEntry Named(SchemaKind kind, string name, bool isStruct) => new(kind, name, name + "Json.Instance", isStruct);

    private TypeEntry Container(SchemaKind kind, string type, string codec, JsonSchema itemSchema, int depth)
    {
        var item = Of(itemSchema, depth + 1);

        // Any JSON value includes null.
        var hasNulls = item.Kind != SchemaKind.Any && itemSchema.IsNullable();
        var itemName = item.Name + (hasNulls ? "?" : string.Empty);
        var itemCodec = hasNulls ? $"JsonNullable.{(item.IsStruct ? "OfValue" : "Of")}({item.Codec})" : item.Codec;
        return new TypeEntry(kind, string.Format(null, type, itemName), $"new {codec}<{itemName}>({itemCodec})", IsStruct: false) { Item = item, HasNulls = hasNulls };
    }

    private string Name(JsonSchema target) => _names.TryGetValue(target, out var name)
        ? name
        : throw Unsupported(target, "An object with properties or an enum has no name. Make it a component under components/schemas and refer to it.");

    private GenerationException Unsupported(JsonSchema schema, string message) =>
        new(_document.Source.At(_document.Schemas.NodeOf(schema), DiagnosticCodes.Unsupported, message));
}
