using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.Generator.Emission;

/// <summary>Indentation and blank lines, so that generated code looks like hand-written code.</summary>
internal static partial class CodeLayout
{
    public static string Indent(string code, int spaces)
    {
        var indent = new string(' ', spaces);
        return string.Join('\n', code.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : indent + line));
    }

    /// <summary>Removes trailing blanks, repeated blank lines, and blank lines at the start or end of a block.</summary>
    public static string Tidy(string code)
    {
        code = TrailingBlanks().Replace(code, "\n");
        code = BlankLines().Replace(code, "\n\n");
        code = EmptyInitializer().Replace(code, ";\n");
        code = BlankAfterBrace().Replace(code, "{\n");
        return BlankBeforeBrace().Replace(code, "\n$1}").Trim('\n') + "\n";
    }

    [GeneratedRegex(@"[ \t]+\n")]
    private static partial Regex TrailingBlanks();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\n *\{\s*\};\n")]
    private static partial Regex EmptyInitializer();

    [GeneratedRegex(@"\{\n\n+")]
    private static partial Regex BlankAfterBrace();

    [GeneratedRegex(@"\n\n+( *)\}")]
    private static partial Regex BlankBeforeBrace();
}
