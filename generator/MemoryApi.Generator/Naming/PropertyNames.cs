using NJsonSchema;
using MemoryApi.Generator.Types;
using NJsonSchema.CodeGeneration;

namespace MemoryApi.Generator.Naming;

/// <summary>A member is named by <c>x-name</c>, else by its wire name in PascalCase.</summary>
internal sealed class PropertyNames : IPropertyNameGenerator
{
    public string Generate(JsonSchemaProperty property) =>
        property.Extension("x-name") ?? CSharpNames.Pascal(property.Name);
}
