using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>All keywords are OpenAPI's, and each has a value of the kind that OpenAPI defines for it.</summary>
internal sealed class KeywordConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => !place.Shape.Accepts(place.Node))
        .Select(place => source.At(place.Node, DiagnosticCodes.Keyword, place.Shape.Problem(place.Name)));
}
