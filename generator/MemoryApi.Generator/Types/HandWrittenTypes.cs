using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Specs;
using NSwag;

namespace MemoryApi.Generator.Types;

/// <summary>
/// A schema with <c>x-type</c> is read and written by a hand-written type where the project has it, and is any JSON value elsewhere:
/// so a spec can be generated from in a project that doesn't have the type.
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
