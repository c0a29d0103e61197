using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>Where OpenAPI has a mapping or a list of objects, there is one. Unknown keywords, and values that are none, are passed over.</summary>
internal sealed class StructureConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => place.Shape.IsStructural && !place.Shape.Accepts(place.Node) && place.Node.Kind() != ValueKind.Null)
        .Select(place => source.At(place.Node, DiagnosticCodes.Keyword, place.Shape.Problem(place.Name)));
}
