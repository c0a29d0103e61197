using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Core;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>generator/RUNTIME.md lists the public types that generated code stands on: all of them, and no others.</summary>
public class RuntimePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "generator", "RUNTIME.md")).ReplaceLineEndings("\n");

    [Test]
    public void Each_type_has_a_row()
    {
        var types = typeof(MemoryApiException).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "MemoryApi.Core.Runtime")
            .Select(type => type.Name.Split('`')[0])
            .Distinct();
        var listed = Regex.Matches(Page, "^\\| (`\\w+`(?:, `\\w+`)*) \\|", RegexOptions.Multiline)
            .SelectMany(row => row.Groups[1].Value.Split(", "))
            .Select(name => name.Trim('`'));

        Assert.That(listed, Is.EquivalentTo(types));
    }

    [Test]
    public void Its_program_is_one_that_is_tested()
    {
        var program = Regex.Match(Page, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var tested = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MemoryApi.UnitTests", "Core", "Json", "OwnTypeTests.cs")).ReplaceLineEndings("\n");

        Assert.That(tested, Does.Contain(program[program.IndexOf("[System.Text.Json", System.StringComparison.Ordinal)..]));
    }
}
