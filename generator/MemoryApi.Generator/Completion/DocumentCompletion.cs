using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Completion;

/// <summary>
/// Completes another author's document so that the generator can read it. What C# can't do without must be in the document; this fills in the rest, and returns
/// messages about it.
/// </summary>
internal static class DocumentCompletion
{
    /// <returns>Messages about everything that was filled in or left out.</returns>
    /// <exception cref="GenerationException">A part of the document can't be expressed in C#.</exception>
    public static IReadOnlyList<Diagnostic> Complete(SpecSource source)
    {
        // The order matters: each step relies on the steps before it.
        ICompletion[] completions =
        [
            new SchemaDialect(),
            new Compositions(),
            new OperationShape(),
            new ServiceDefaults(),
            new OperationNaming(),
            new SchemaNaming(),
            new MemberNaming(),
            new Descriptions(),
        ];
        var draft = new Draft(source);
        foreach (var completion in completions)
        {
            completion.Apply(draft);
        }

        return draft.Messages;
    }
}
