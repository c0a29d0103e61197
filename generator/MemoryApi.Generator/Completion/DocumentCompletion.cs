using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Completion;

/// <summary>
/// Brings a document that others wrote to what the generator reads. It asks for what C# can't do without, fills in the rest, and says what it filled in.
/// </summary>
internal static class DocumentCompletion
{
    /// <returns>What was filled in or left out.</returns>
    /// <exception cref="GenerationException">Something has no counterpart in C#.</exception>
    public static IReadOnlyList<Diagnostic> Complete(SpecSource source)
    {
        // Each relies on those before it.
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
