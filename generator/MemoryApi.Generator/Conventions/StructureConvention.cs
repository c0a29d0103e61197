using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>
/// Mappings and lists of objects are where OpenAPI requires them, and the extensions that the generator reads have values of the right kind. Unknown keywords, null
/// values and foreign extensions are ignored.
/// </summary>
internal sealed class StructureConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => (place.Shape.IsStructural || OpenApiShape.ReadExtensions.Contains(place.Name)) && !place.Shape.Accepts(place.Node) && !place.IsAnyValue && place.Node.Kind() != ValueKind.Null)
        .Select(place => place.IsNoValue
            ? source.At(place.Node, DiagnosticCodes.Unsupported, $"The schema of {place.Name} is false, which allows no value. Remove what it stands for, or write true for any value.")
            : source.At(place.Node, DiagnosticCodes.Keyword, place.Shape.Problem(place.Name)));
}
