namespace MemoryApi.Generator.Diagnostics;

/// <summary>One reason why no client can be generated, in the form that MSBuild and IDEs understand and can jump to.</summary>
internal sealed record Diagnostic(string File, int Line, int Column, string Code, string Message)
{
    public override string ToString() => Line > 0
        ? $"{File}({Line},{Column}): error {Code}: {Message}"
        : $"{File}: error {Code}: {Message}";
}
