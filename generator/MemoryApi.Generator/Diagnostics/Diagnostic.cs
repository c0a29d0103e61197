namespace MemoryApi.Generator.Diagnostics;

/// <summary>One reason why no client can be generated, in the form that MSBuild and IDEs understand and can jump to.</summary>
internal sealed record Diagnostic(string File, int Line, int Column, string Code, string Message)
{
    public override string ToString() => ToString("error");

    /// <param name="severity">The severity, in MSBuild's words.</param>
    public string ToString(string severity) => Line > 0
        ? $"{File}({Line},{Column}): {severity} {Code}: {Message}"
        : $"{File}: {severity} {Code}: {Message}";
}
