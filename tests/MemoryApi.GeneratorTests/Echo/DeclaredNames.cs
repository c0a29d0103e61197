using System.Collections.Generic;
using System.Linq;
using Microsoft.OpenApi;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>The names that a document gives to members with <c>x-name</c>.</summary>
internal static class DeclaredNames
{
    /// <summary>The names by the wire names of their members.</summary>
    public static ILookup<string, string> Of(OpenApiDocument document)
    {
        var properties = (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values
            .SelectMany(schema => schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(property => (property.Key, property.Value.Extensions));
        var parameters = (document.Paths ?? []).SelectMany(path => path.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            .SelectMany(operation => operation.Parameters ?? []).Select(parameter => (parameter.Name!, parameter.Extensions));
        return properties.Concat(parameters)
            .Where(member => member.Extensions?.ContainsKey("x-name") == true)
            .ToLookup(member => member.Item1, member => ((JsonNodeExtension)member.Extensions!["x-name"]).Node.ToString());
    }
}
