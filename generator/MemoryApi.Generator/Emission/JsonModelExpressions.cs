using System;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>The expression of the model that reads and writes a schema.</summary>
internal static class JsonModelExpressions
{
    public static string Of(JsonSchema schema, SchemaTypeResolver resolver)
    {
        var target = schema.Target();
        return schema.Kind() switch
        {
            SchemaKind.Model or SchemaKind.OpenEnum or SchemaKind.HandWritten => $"{resolver.TypeOf(schema)}Json.Instance",
            SchemaKind.List => $"new JsonListModel<{resolver.TypeOf(target.Item!)}>({Of(target.Item!, resolver)})",
            SchemaKind.Map => $"new JsonMapModel<{resolver.TypeOf(target.AdditionalPropertiesSchema!)}>({Of(target.AdditionalPropertiesSchema!, resolver)})",
            SchemaKind.Any => "JsonScalarModels.Token",
            SchemaKind.FreeForm => "JsonScalarModels.Object",
            var scalar when Enum.IsDefined(scalar) => $"JsonScalarModels.{scalar}",
            var unknown => throw new NotSupportedException(unknown.ToString()),
        };
    }
}
