using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary><c>&lt;Group&gt;_&lt;Verb&gt;</c>, unique; the tag is the group.</summary>
internal sealed class OperationIdConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var seen = new HashSet<string>();
        foreach (var operation in source.Operations())
        {
            if (operation.Id is not { } id)
            {
                yield return source.At(operation.Key, DiagnosticCodes.OperationId,
                    $"{operation.Method.ToUpperInvariant()} {operation.Path} has no operationId. Add one of the form <Group>_<Verb>, e.g. Memories_Update.");
                continue;
            }

            if (id.Split('_') is not [var group, var verb] || !CSharpNames.IsPascal(group) || !CSharpNames.IsPascal(verb))
            {
                yield return source.At(operation.Node.Get("operationId")!, DiagnosticCodes.OperationId,
                    $"The operationId {id} must have the form <Group>_<Verb> in PascalCase, e.g. Memories_Update.");
                continue;
            }

            if (!seen.Add(id))
            {
                yield return source.At(operation.Node.Get("operationId")!, DiagnosticCodes.OperationId, $"Two operations are called {id}. Rename one of them.");
            }

            var tags = operation.Node.Get("tags").Items().Select(tag => tag.ToString()).ToList();
            if (tags is not [var tag] || tag != group)
            {
                yield return source.At(operation.Node.Get("tags") ?? operation.Key, DiagnosticCodes.OperationId, $"The one tag of {id} must be its group: tags: [{group}].");
            }
        }
    }
}
