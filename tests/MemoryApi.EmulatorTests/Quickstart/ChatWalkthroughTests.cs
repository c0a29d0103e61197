using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests.Quickstart;

/// <summary>The walkthrough of a chat client with memory prints what the README of its package shows.</summary>
public class ChatWalkthroughTests
{
    [Test]
    public async Task It_prints_what_the_README_shows()
    {
        var readme = (await File.ReadAllTextAsync(Path.Combine(Metadata("SpecsDirectory"), "..", "src", "MemoryApi.Mem0.AI", "README.md"))).ReplaceLineEndings("\n");
        var shown = Regex.Match(readme, @"```\n\$ dotnet run --project src/MemoryApi\.Quickstart\.Chat\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Metadata("ChatQuickstartProgram")]) { RedirectStandardOutput = true })!;

        var printed = (await process.StandardOutput.ReadToEndAsync()).ReplaceLineEndings("\n");
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(shown, Is.Not.Empty);
        Assert.That(printed, Is.EqualTo(shown));
        var ofBob = printed[printed.IndexOf("bob says", System.StringComparison.Ordinal)..printed.LastIndexOf("alice says", System.StringComparison.Ordinal)];
        Assert.That(ofBob, Does.Not.Contain("vegetarian").And.Not.Contain("20 euros"), "what Alice said");
    }

    private static string Metadata(string key) => typeof(ChatWalkthroughTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
