using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>CONTRIBUTING.md leads maintainers to files and folders that are there, and its map leaves out none.</summary>
public partial class ContributingTests
{
    private static readonly string[] Built = ["bin", "obj", "TestResults"];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md")).ReplaceLineEndings("\n");

    [Test]
    public void Each_path_that_the_page_names_exists()
    {
        var paths = Paths().Matches(Page).Select(match => match.Value.TrimEnd('.')).Distinct().ToList();

        Assert.That(paths, Has.Count.GreaterThan(80)
            .And.Contains("specs/")
            .And.Contains("src/MemoryApi.Core/Resilience/RetryPredicate.cs")
            .And.Contains("tests/MemoryApi.UnitTests")
            .And.Contains("Directory.Build.props"), "what is looked for");
        Assert.That(paths.Where(path => !Exists(path)), Is.Empty);
    }

    [TestCase("src")]
    [TestCase("src/MemoryApi.Core")]
    [TestCase("generator/MemoryApi.Generator")]
    [TestCase("tests")]
    public void Each_folder_has_a_row_in_the_map(string parent)
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(Repository.Root, parent))
            .Select(folder => Path.GetFileName(folder))
            .Except(Built)
            .Select(folder => $"{parent}/{folder}");

        Assert.That(folders.Where(folder => !Page.Contains($"\n| `{folder}` |", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Exists(string path) => File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path));

    /// <summary>Anything below the folders of the root, also in commands, and files in the root.</summary>
    [GeneratedRegex(@"(?<![\w/.])(?:(?:specs|generator|src|tests|docs)/[\w./-]*|[A-Z]\w*(?:\.\w+)*\.(?:md|props|sln))")]
    private static partial Regex Paths();
}
