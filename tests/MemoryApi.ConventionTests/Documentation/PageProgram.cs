namespace MemoryApi.ConventionTests.Documentation;

/// <summary>A program of a page.</summary>
/// <param name="Page">Where it stands.</param>
/// <param name="Line">The line of the page in which it begins.</param>
/// <param name="Source">Its text.</param>
/// <param name="Output">What it prints, as the page says; <see langword="null"/> when the page doesn't say.</param>
internal sealed record PageProgram(string Page, int Line, string Source, string? Output)
{
    /// <summary>Names the place, for reports.</summary>
    public override string ToString() => $"{Page}({Line})";
}
