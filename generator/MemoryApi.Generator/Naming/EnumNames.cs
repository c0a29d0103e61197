using NJsonSchema;
using NJsonSchema.CodeGeneration;

namespace MemoryApi.Generator.Naming;

/// <summary><c>GET_ALL</c> is <c>GetAll</c>.</summary>
internal sealed class EnumNames : IEnumNameGenerator
{
    public string Generate(int index, string? name, object? value, JsonSchema schema) =>
        CSharpNames.Pascal(value?.ToString() ?? name ?? string.Empty);
}
