using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace MemoryApi.Generator.Naming;

/// <summary>Replaces operation ids in descriptions and deprecations by the names of the methods.</summary>
internal sealed partial class OperationReferences(IEnumerable<string> operationIds)
{
    private readonly HashSet<string> _ids = [.. operationIds];

    /// <summary><c>client.Memories.UpdateAsync</c> for <c>Memories_Update</c>.</summary>
    public static string CSharpName(string operationId) => $"client.{operationId.Replace('_', '.')}Async";

    /// <summary>Replaces the operation ids in backticks in a text by methods.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Named(string? text) => text is null
        ? null
        : Code().Replace(text, code => _ids.Contains(code.Groups[1].Value) ? $"`{CSharpName(code.Groups[1].Value)}`" : code.Value);

    /// <summary>Replaces operation ids in the descriptions of schemas.</summary>
    public void NameIn(IEnumerable<JsonSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            schema.Description = Named(schema.Description);
            foreach (var property in schema.Properties.Values)
            {
                property.Description = Named(property.Description);
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
