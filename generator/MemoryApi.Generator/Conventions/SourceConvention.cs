using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>Each operation names the source of its description.</summary>
internal sealed class SourceConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            if (string.IsNullOrWhiteSpace(operation.Node.GetText(Extensions.Source)))
            {
                yield return source.At(operation.Key, DiagnosticCodes.Source,
                    $"{operation.Id ?? operation.Path} has no x-source. Say where its facts come from, and how sure they are.");
            }
        }
    }
}
