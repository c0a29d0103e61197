using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>Everything that becomes public is described, since the descriptions become its documentation.</summary>
internal sealed class DescribedConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            if (string.IsNullOrWhiteSpace(operation.Node.GetText("summary")) || string.IsNullOrWhiteSpace(operation.Node.GetText("description")))
            {
                yield return source.At(operation.Key, DiagnosticCodes.Described, $"{operation.Id ?? operation.Path} needs a summary and a description.");
            }
        }

        foreach (var (key, name, schema) in source.Root.Get("components").Get("schemas").Members())
        {
            if (string.IsNullOrWhiteSpace(schema.GetText("description")))
            {
                yield return source.At(key, DiagnosticCodes.Described, $"The schema {name} needs a description.");
            }

            foreach (var (property, propertyName, value) in schema.Get("properties").Members())
            {
                if (string.IsNullOrWhiteSpace(value.GetText("description")))
                {
                    yield return source.At(property, DiagnosticCodes.Described,
                        $"{name}.{propertyName} needs a description. Beside a reference it stands with allOf: [$ref].");
                }
            }
        }
    }
}
