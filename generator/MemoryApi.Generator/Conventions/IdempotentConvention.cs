using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>Each operation states with <c>x-idempotent</c> whether it may be repeated. This is never guessed from its method.</summary>
internal sealed class IdempotentConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            if (operation.Method != "get" && operation.Node.GetText(Extensions.Idempotent) is not ("true" or "false"))
            {
                yield return source.At(operation.Node.Get(Extensions.Idempotent) ?? operation.Key, DiagnosticCodes.Idempotent,
                    $"{operation.Id ?? operation.Path} must say x-idempotent: true or false: may a client repeat it when it doesn't know whether it was processed?");
            }
        }
    }
}
