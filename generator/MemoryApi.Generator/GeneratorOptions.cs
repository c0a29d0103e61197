using System.Collections.Generic;

namespace MemoryApi.Generator;

/// <summary>The metadata of a <c>MemoryApiSpec</c> item.</summary>
internal sealed record GeneratorOptions(string Namespace)
{
    /// <summary>The types of the project that replace schemas with <c>x-type</c>.</summary>
    public IReadOnlyCollection<string> HandWrittenTypes { get; init; } = [];

    /// <summary>Schemas and operations with additional hand-written validation (<c>ValidateMore</c>).</summary>
    public IReadOnlyCollection<string> HandWrittenChecks { get; init; } = [];

    /// <summary>Operations that hand-written methods replace. Callers see the hand-written method, and the operation itself only for raw responses.</summary>
    public IReadOnlyCollection<string> HiddenOperations { get; init; } = [];

    /// <summary>Whether the document must follow the conventions of this repository.</summary>
    public bool IsStrict { get; init; }
}
