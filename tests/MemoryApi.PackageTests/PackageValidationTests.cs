using System;
using System.IO;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>What would break users doesn't get into a package unnoticed.</summary>
[NonParallelizable]
[Category(RepositoryCopy.Category)]
public class PackageValidationTests
{
    [OneTimeSetUp]
    public Task MakeCopy() => RepositoryCopy.CreateAsync();

    [Test]
    public async Task Packing_fails_for_what_one_framework_lacks_and_for_what_the_last_release_had()
    {
        var core = Path.Combine(RepositoryCopy.Root, "src", "MemoryApi.Core");
        var renamed = Path.Combine(core, "Values", "CalendarDate.cs");
        var added = Path.Combine(core, "OnlyOnOldFrameworks.cs");
        var code = await File.ReadAllTextAsync(renamed);
        await File.WriteAllTextAsync(renamed, code.Replace("CalendarDate AddDays(", "CalendarDate PlusDays(", StringComparison.Ordinal));
        await File.WriteAllTextAsync(added, """
            #if NETSTANDARD2_0
            namespace MemoryApi.Core;

            /// <summary>What a program loses when it moves to a newer framework.</summary>
            public static class OnlyOnOldFrameworks;
            #endif
            """);
        try
        {
            // The packages of this run stand for the last release.
            var (exitCode, output) = await RepositoryCopy.RunAsync(
                ["pack", "src/MemoryApi.Core", "-c", "Release", "-o", Path.Combine(Workspace.Root, "refused"), $"-p:LastReleasedVersion={Workspace.Version}"]);

            Assert.That(exitCode, Is.Not.Zero, output);
            Assert.That(output, Does.Match(@"error CP0001: Type 'MemoryApi\.Core\.OnlyOnOldFrameworks' exists on lib/netstandard2\.0/.* but not on lib/net"));
            Assert.That(output, Does.Match(@"error CP0002: Member 'MemoryApi\.Core\.CalendarDate MemoryApi\.Core\.CalendarDate\.AddDays\(int\)' exists on \[Baseline\] "));
        }
        finally
        {
            await File.WriteAllTextAsync(renamed, code);
            File.Delete(added);
        }
    }
}
