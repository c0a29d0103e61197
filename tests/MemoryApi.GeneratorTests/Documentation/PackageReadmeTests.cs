using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.GeneratorTests.Documentation;

/// <summary>The tables of the package's README name all extensions and all codes, and no others.</summary>
public class PackageReadmeTests
{
    private static readonly string Generator = Path.Combine(Repository.Root, "generator", "MemoryApi.Generator");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Generator, "README.md")).ReplaceLineEndings("\n");

    [Test]
    public void All_codes_are_listed_with_meaning_and_remedy()
    {
        var rows = Rows("Codes");

        Assert.That(rows.Select(row => row[0]), Is.EqualTo(Codes().Order()), "each code once, in order");
        Assert.That(rows, Has.All.Matches<string[]>(row => row!.Length == 3 && row.All(cell => cell.Length > 3)));
    }

    [Test]
    public void The_page_of_the_specifications_calls_each_convention_by_its_codes()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "specs", "README.md")).ReplaceLineEndings("\n");
        var named = Rows("Conventions", page).SelectMany(row => row[0].Split(", ")).ToList();

        Assert.That(named, Has.Count.GreaterThan(8).And.Unique);
        Assert.That(named.Except(Codes()), Is.Empty);
    }

    [Test]
    public void All_extensions_are_listed_with_place_value_and_meaning()
    {
        var rows = Rows("Extensions");

        Assert.That(rows.Select(row => row[0].Trim('`')), Is.EquivalentTo(Extensions.All));
        Assert.That(rows, Has.All.Matches<string[]>(row => row!.Length == 4 && row.All(cell => cell.Length > 3)));
    }

    [Test]
    public void All_extensions_that_the_code_names_stand_in_its_list()
    {
        var constants = typeof(Extensions).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        var elsewhere = Sources().Where(file => Path.GetFileName(file) != "Extensions.cs").SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"(x-[a-z][a-z-]*)\"").Select(match => $"{file}: {match.Groups[1].Value}"));

        Assert.That(constants, Is.EquivalentTo(Extensions.All));
        Assert.That(elsewhere, Is.Empty);
    }

    /// <summary>All codes that the generator or its build targets can give.</summary>
    private static IEnumerable<string> Codes() => typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)
        .Concat(Sources().Append(Path.Combine(Generator, "build", "MemoryApi.Generator.targets")).SelectMany(file => Regex.Matches(File.ReadAllText(file), "MAPI[0-9]{3}").Select(match => match.Value)))
        .Distinct();

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Generator, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Regex.IsMatch(Path.GetRelativePath(Generator, file), @"^(bin|obj)[\\/]"));

    private static List<string[]> Rows(string section, string? page = null)
    {
        var text = Regex.Match(page ?? Readme, $@"\n## {section}\n(.*?)(\n## |$)", RegexOptions.Singleline).Groups[1].Value;
        return [.. Regex.Matches(text, @"^\| (.+) \|$", RegexOptions.Multiline).Skip(1).Select(row => row.Groups[1].Value.Split(" | ")).Where(row => !row[0].StartsWith("---", System.StringComparison.Ordinal))];
    }
}
