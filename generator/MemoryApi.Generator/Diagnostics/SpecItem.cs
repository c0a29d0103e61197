using System;
using System.IO;

namespace MemoryApi.Generator.Diagnostics;

/// <summary>The <c>MemoryApiSpec</c> item that named a specification: the place of mistakes that aren't in the specification itself.</summary>
/// <param name="Project">The project or props file that has the item.</param>
/// <param name="Include">The path that the item gives.</param>
internal sealed record SpecItem(string Project, string Include)
{
    private const string Element = "<MemoryApiSpec";

    /// <summary>The error, at the item if it had no line of its own and the item can be found.</summary>
    public Diagnostic Place(Diagnostic diagnostic)
    {
        if (diagnostic.Line > 0 || !File.Exists(Project))
        {
            return diagnostic;
        }

        var lines = File.ReadAllLines(Project);
        var line = Array.FindIndex(lines, text => text.Contains(Element, StringComparison.Ordinal) && text.Replace('\\', '/').Contains(Include.Replace('\\', '/'), StringComparison.Ordinal));
        line = line >= 0 ? line : Array.FindIndex(lines, text => text.Contains(Element, StringComparison.Ordinal));
        return line < 0
            ? diagnostic with { File = Project }
            : diagnostic with { File = Project, Line = line + 1, Column = lines[line].IndexOf(Element, StringComparison.Ordinal) + 1 };
    }
}
