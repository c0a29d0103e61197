using System.Collections.Generic;
using System.Linq;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>Reads properties of a schema: its extensions, its kind, and whether it is nullable.</summary>
internal static class SchemaExtensions
{
    /// <summary>
    /// The schema, after following references and each <c>allOf</c> with a single part. Such an <c>allOf</c> adds a description or <c>nullable</c> to a reference.
    /// </summary>
    public static JsonSchema Target(this JsonSchema schema)
    {
        while (true)
        {
            if (schema.Reference is { } reference)
            {
                schema = reference;
            }
            else if (schema.AllOf.Count == 1 && schema.Properties.Count == 0 && schema.AllOf.First().Reference is { } only)
            {
                schema = only;
            }
            else
            {
                return schema;
            }
        }
    }

    public static string? Extension(this JsonSchema schema, string name) =>
        schema.ExtensionData is { } data && data.TryGetValue(name, out var value) ? value as string : null;

    /// <summary>The texts of an extension that is a list.</summary>
    public static IReadOnlyList<string> ExtensionList(this JsonSchema schema, string name) =>
        schema.ExtensionData is { } data && data.TryGetValue(name, out var value) && value is IReadOnlyList<string> list ? list : [];

    /// <summary>A member of an extension that is a map.</summary>
    public static string? ExtensionMember(this JsonSchema schema, string name, string member) =>
        schema.ExtensionData is { } data && data.TryGetValue(name, out var value) && value is IReadOnlyDictionary<string, string> map && map.TryGetValue(member, out var text)
            ? text
            : null;

    public static void SetExtension(this JsonSchema schema, string name, object value)
    {
        schema.ExtensionData ??= new Dictionary<string, object?>();
        schema.ExtensionData[name] = value;
    }

    /// <summary>Any JSON value: <c>{}</c>.</summary>
    public static bool IsAny(this JsonSchema schema) =>
        schema is { Type: JsonObjectType.None, Enumeration.Count: 0, Properties.Count: 0, OneOf.Count: 0, AnyOf.Count: 0, AllOf.Count: 0, Reference: null };

    /// <summary>An object without declared members and without a schema for its values.</summary>
    public static bool IsFreeForm(this JsonSchema schema) =>
        schema is { Type: JsonObjectType.Object, Properties.Count: 0, AdditionalPropertiesSchema: null, AllOf.Count: 0 };

    /// <summary>An object with arbitrary names whose values have a schema.</summary>
    public static bool IsMap(this JsonSchema schema) =>
        schema is { Type: JsonObjectType.Object, Properties.Count: 0, AdditionalPropertiesSchema: not null };

    public static bool IsModel(this JsonSchema schema) => schema.Properties.Count > 0;

    public static bool IsOpenEnum(this JsonSchema schema) => schema is { Type: JsonObjectType.String, Enumeration.Count: > 0 };

    /// <summary>Whether the schema allows <c>null</c>.</summary>
    public static bool IsNullable(this JsonSchema schema) => schema.IsNullableRaw == true || schema.Target().IsNullableRaw == true;
}
