using System;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>The expression of the codec that reads and writes a schema.</summary>
internal static class CodecExpressions
{
    public static string Of(JsonSchema schema, SchemaTypeResolver resolver)
    {
        var target = schema.Target();
        return schema.Kind() switch
        {
            SchemaKind.Model or SchemaKind.OpenEnum or SchemaKind.HandWritten => $"{resolver.TypeOf(schema)}Json.Instance",
            SchemaKind.List => $"new JsonListCodec<{resolver.TypeOf(target.Item!)}>({Of(target.Item!, resolver)})",
            SchemaKind.Map => $"new JsonMapCodec<{resolver.TypeOf(target.AdditionalPropertiesSchema!)}>({Of(target.AdditionalPropertiesSchema!, resolver)})",
            SchemaKind.Any => "JsonScalars.Token",
            SchemaKind.FreeForm => "JsonScalars.Object",
            var scalar when Enum.IsDefined(scalar) => $"JsonScalars.{scalar}",
            var unknown => throw new NotSupportedException(unknown.ToString()),
        };
    }
}
