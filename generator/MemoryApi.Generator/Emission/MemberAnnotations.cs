using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>
/// Tells the class template what Liquid can't see of a model: declared types, initial values, constructor arguments and the
/// checks before sending. They travel as extensions of the schema.
/// </summary>
internal static class MemberAnnotations
{
    public static void Annotate(
        string name, JsonSchema schema, SchemaTypeResolver resolver, IReadOnlyDictionary<JsonSchema, IReadOnlyList<SendingRule>> rules)
    {
        if (schema.IsClosed())
        {
            schema.SetExtension("x-closed", "true");
            schema.SetExtension("x-checks", SendingChecks.Emit(name, schema, rules[schema]));
            if (schema.ActualProperties.Values.Any(property => property.IsRequired))
            {
                schema.SetExtension("x-constructor", "true");
            }
        }

        if (schema.ExtensionMember("x-envelope", "errors") is { } errors)
        {
            schema.ActualProperties[errors].SetExtension("x-hidden", "true");
        }

        foreach (var property in schema.ActualProperties.Values)
        {
            property.SetExtension("x-about", Documentation.Text(property.Description, property));
            property.SetExtension("x-declared-type", DeclaredType(property, schema.IsClosed(), resolver));
            if (IsKeptAsText(property, schema.IsClosed()))
            {
                property.SetExtension("x-free-form", TextField(property));
            }

            property.SetExtension("x-argument", CSharpNames.Camel(CSharpName(property)));
            if (!schema.IsClosed() && property.IsRequired && Initializer(property, resolver) is { } initializer)
            {
                property.SetExtension("x-initializer", initializer);
            }
        }
    }

    public static string CSharpName(JsonSchemaProperty property) =>
        property.Extension("x-name") ?? CSharpNames.Pascal(property.Name);

    /// <summary>Sent members that are optional and nullable have three states.</summary>
    public static bool IsThreeState(JsonSchemaProperty property, bool isClosed) =>
        isClosed && !property.IsRequired && property.IsNullableMember();

    /// <summary>A received free-form object stays text until somebody looks at it.</summary>
    public static bool IsKeptAsText(JsonSchemaProperty property, bool isClosed) =>
        !isClosed && property.Kind() == SchemaKind.FreeForm;

    /// <summary>The field that holds such an object.</summary>
    public static string TextField(JsonSchemaProperty property) =>
        "_" + CSharpNames.Camel(CSharpName(property)).TrimStart('@');

    /// <summary>A received member is never null when the service surely sends it.</summary>
    public static bool IsDeclaredNullable(JsonSchemaProperty property) =>
        !property.IsRequired || property.IsNullableMember();

    private static string DeclaredType(JsonSchemaProperty property, bool isClosed, SchemaTypeResolver resolver)
    {
        var type = resolver.TypeOf(property) + (IsDeclaredNullable(property) ? "?" : string.Empty);
        return IsThreeState(property, isClosed) ? $"Optional<{type}>" : type;
    }

    private static string? Initializer(JsonSchemaProperty property, SchemaTypeResolver resolver) =>
        IsDeclaredNullable(property) ? null : property.Kind() switch
        {
            SchemaKind.String => "string.Empty",
            SchemaKind.List => "[]",
            SchemaKind.Map => $"new Dictionary<string, {resolver.TypeOf(property.Target().AdditionalPropertiesSchema!)}>()",
            SchemaKind.FreeForm => "new JObject()",
            SchemaKind.Any => "JValue.CreateNull()",
            SchemaKind.Model or SchemaKind.HandWritten => $"new {resolver.TypeOf(property)}()",
            _ => null,
        };
}
