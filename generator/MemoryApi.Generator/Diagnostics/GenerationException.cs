using System;
using System.Collections.Generic;

namespace MemoryApi.Generator.Diagnostics;

/// <summary>Stops the generation, and lists all mistakes in the specification.</summary>
internal sealed class GenerationException : Exception
{
    public GenerationException(params IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
