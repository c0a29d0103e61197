using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>An example has either <c>value</c> or <c>externalValue</c>, not both.</summary>
internal sealed class ExampleConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => place.Shape == OpenApiShape.Example && place.Node.Get("value") is not null && place.Node.Get("externalValue") is not null)
        .Select(place => source.At(place.Node.Get("externalValue")!, DiagnosticCodes.Responses, $"The example {place.Name} has both value and externalValue. Keep one."));
}
