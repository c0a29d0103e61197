using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The replacement of a deprecated operation exists, and isn't deprecated itself.</summary>
internal sealed class ReplacementConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var operations = source.Operations().Where(operation => operation.Id is not null).ToLookup(operation => operation.Id);
        foreach (var operation in source.Operations())
        {
            if (operation.Node.Get(Extensions.ReplacedBy) is not { } replacements)
            {
                continue;
            }

            if (!operation.Node.IsTrue("deprecated"))
            {
                yield return source.At(replacements, DiagnosticCodes.Replacement,
                    $"{operation.Id ?? operation.Path} has x-replaced-by without being deprecated. Add deprecated: true, or remove it.");
            }

            if (!replacements.Items().Any())
            {
                yield return source.At(replacements, DiagnosticCodes.Replacement,
                    $"The x-replaced-by of {operation.Id ?? operation.Path} must be a list of operationIds, e.g. [Memories_Search].");
            }

            foreach (var replacement in replacements.Items())
            {
                if (!operations[replacement.ToString()].Any(candidate => !candidate.Node.IsTrue("deprecated")))
                {
                    yield return source.At(replacement, DiagnosticCodes.Replacement,
                        $"{operation.Id ?? operation.Path} is replaced by {replacement}, which is no operation, or a deprecated one. Name the operationId to use instead.");
                }
            }
        }
    }
}
