using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Specs;
using NSwag;

namespace MemoryApi.Generator.Types;

/// <summary>
/// The hand-written types for schemas with <c>x-type</c>. In a project that doesn't have the type, the schema is any JSON value, so that a client can still be generated.
/// </summary>
internal static class HandWrittenTypes
{
    public static void Resolve(OpenApiDocument document, IReadOnlyCollection<string> available)
    {
        foreach (var schema in document.Definitions.Values.Where(schema => schema.Extension(Extensions.Type) is { } type && !available.Contains(type)))
        {
            schema.ExtensionData!.Remove(Extensions.Type);
            schema.OneOf.Clear();
            schema.AnyOf.Clear();
        }
    }
}
