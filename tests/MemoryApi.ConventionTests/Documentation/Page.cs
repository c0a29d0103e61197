using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>A page that users read.</summary>
/// <param name="Name">Its path from the root of the repository, with slashes.</param>
internal sealed record Page(string Name)
{
    /// <summary>Each guide and README whose programs run against the emulator.</summary>
    public static IReadOnlyList<Page> WithPrograms { get; } =
    [
        new("README.md"),
        new("src/MemoryApi.Core/README.md"),
        new("src/MemoryApi.Mem0/README.md"),
        new("src/MemoryApi.Bland/README.md"),
        new("src/MemoryApi.Emulator/README.md"),
        .. Guides.Where(static guide => !TriedByPackageTests.Contains(guide.Name)),
    ];

    /// <summary>Their programs stand on a client that has to be generated first, or on a model; the tests of packages try them.</summary>
    private static IReadOnlyList<string> TriedByPackageTests => ["docs/generating-a-client.md", "docs/agents.md"];

    /// <summary>The pages in docs.</summary>
    public static IEnumerable<Page> Guides => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Order(StringComparer.Ordinal)
        .Select(static file => new Page("docs/" + Path.GetFileName(file)));

    /// <summary>The text, with line feeds.</summary>
    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, Name)).ReplaceLineEndings("\n");

    /// <summary>The C# blocks. A text block that follows one directly is what the program prints.</summary>
    public IEnumerable<PageProgram> Programs => Regex.Matches(Text, "^```csharp\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", RegexOptions.Singleline | RegexOptions.Multiline)
        .Select(match => new PageProgram(
            Name,
            Text.AsSpan(0, match.Groups[1].Index).Count('\n') + 1,
            match.Groups[1].Value,
            match.Groups[2].Success ? match.Groups[2].Value : null));
}
