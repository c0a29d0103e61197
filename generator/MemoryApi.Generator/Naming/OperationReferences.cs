using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NJsonSchema;
using NSwag;

namespace MemoryApi.Generator.Naming;

/// <summary>Operations that descriptions and deprecations refer to, by the names that users call them by.</summary>
internal static partial class OperationReferences
{
    /// <summary><c>client.Memories.UpdateAsync</c> for <c>Memories_Update</c>.</summary>
    public static string CSharpName(string operationId) => $"client.{operationId.Replace('_', '.')}Async";

    /// <summary>Writes these names into all descriptions, where an operationId stands in backticks.</summary>
    public static void NameIn(OpenApiDocument document)
    {
        var ids = document.Operations.Select(description => description.Operation.OperationId).ToHashSet();
        foreach (var operation in document.Operations.Select(description => description.Operation))
        {
            operation.Summary = Named(operation.Summary, ids);
            operation.Description = Named(operation.Description, ids);
            foreach (var parameter in operation.Parameters)
            {
                parameter.ActualParameter.Description = Named(parameter.ActualParameter.Description, ids);
            }

            if (operation.RequestBody is { } body)
            {
                body.Description = Named(body.Description, ids);
            }

            foreach (var response in operation.Responses.Values)
            {
                response.ActualResponse.Description = Named(response.ActualResponse.Description, ids);
            }
        }

        foreach (var tag in document.Tags ?? [])
        {
            tag.Description = Named(tag.Description, ids);
        }

        foreach (var schema in document.Definitions.Values)
        {
            schema.Description = Named(schema.Description, ids);
            foreach (var property in schema.Properties.Values)
            {
                property.Description = Named(property.Description, ids);
            }
        }
    }

    private static string? Named(string? description, HashSet<string> operationIds) => description is null
        ? null
        : Code().Replace(description, code => operationIds.Contains(code.Groups[1].Value) ? $"`{CSharpName(code.Groups[1].Value)}`" : code.Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
