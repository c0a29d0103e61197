using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;

namespace MemoryApi.Generator.Types;

/// <summary>Gives NSwag the C# types from the table of types.</summary>
internal sealed class SchemaTypeResolver(CSharpGeneratorSettings settings, TypeTable types) : CSharpTypeResolver(settings)
{
    public override string Resolve(JsonSchema schema, bool isNullable, string? typeNameHint) => types.Of(schema).Name + (isNullable ? "?" : string.Empty);
}
