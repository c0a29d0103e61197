using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>Members of a type have different C# names, none of them the type's own.</summary>
internal sealed class MemberNamesConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var (_, name, schema) in source.Root.Get("components").Get("schemas").Members())
        {
            var seen = new HashSet<string> { name, "AdditionalProperties", "Validate", "IsAdditional", "Require" };
            foreach (var (key, wireName, property) in schema.Get("properties").Members())
            {
                var memberName = property.GetText(Extensions.Name) ?? CSharpNames.Pascal(wireName);
                if (!CSharpNames.IsPascal(memberName.TrimStart('_')) || !seen.Add(memberName))
                {
                    yield return source.At(key, DiagnosticCodes.Names, $"{name}.{wireName} would become {memberName}, which is taken or no C# name. Give it another with x-name.");
                }
            }

            var values = new HashSet<string> { name, "Value", "IsKnown", "TryParse" };
            foreach (var value in schema.Get("enum").Items())
            {
                if (!values.Add(CSharpNames.Pascal(value.ToString())))
                {
                    yield return source.At(value, DiagnosticCodes.Names, $"{name} has two values that would both become {CSharpNames.Pascal(value.ToString())}.");
                }
            }
        }
    }
}
