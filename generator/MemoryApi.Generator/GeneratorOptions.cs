using System.Collections.Generic;

namespace MemoryApi.Generator;

/// <summary>What a <c>MemoryApiSpec</c> item says besides the path of its document.</summary>
internal sealed record GeneratorOptions(string Namespace)
{
    /// <summary>Types of the project that stand for schemas with <c>x-type</c>.</summary>
    public IReadOnlyCollection<string> HandWrittenTypes { get; init; } = [];

    /// <summary>Schemas and operations that a hand-written part of the client checks further before sending.</summary>
    public IReadOnlyCollection<string> HandWrittenChecks { get; init; } = [];

    /// <summary>Operations that hand-written methods stand for: callers see those, and the operation itself only with its raw response.</summary>
    public IReadOnlyCollection<string> HiddenOperations { get; init; } = [];

    /// <summary>Whether the document must keep the conventions of this repository.</summary>
    public bool IsStrict { get; init; }
}
