using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>The first thing that a user meets is true: every program in a README compiles without a warning and runs.</summary>
[NonParallelizable]
public class ReadmeTests
{
    private static readonly string Repository = typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>With the number of their programs. The generator's is tried where its package is (PackageTests).</summary>
    private static readonly Dictionary<string, int> Programs = new()
    {
        ["README.md"] = 3,
        ["src/MemoryApi.Core/README.md"] = 2,
        ["src/MemoryApi.Mem0/README.md"] = 1,
        ["src/MemoryApi.Bland/README.md"] = 1,
        ["src/MemoryApi.Emulator/README.md"] = 1,
    };

    [Test]
    public async Task Every_program_compiles_and_runs()
    {
        var directory = Directory.CreateTempSubdirectory("memory-api-readme-").FullName;
        try
        {
            Assert.That(ReadmeProgram.Write(Programs.Keys.Select(readme => Path.Combine(Repository, readme)), directory), Is.EqualTo(Programs.Values.Sum()));

            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!, ["run", "--project", directory])
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment.Remove("MSBuildSDKsPath");
            start.Environment.Remove("MSBUILD_EXE_PATH");
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.That(process.ExitCode, Is.Zero, output + await errors);
            Assert.That(Regex.Matches(output, @"I love espresso\."), Has.Count.EqualTo(3), "each program that searches finds what it added, although searches lag");
            Assert.That(output, Does.Contain("added 2, changed 0, as predicted: True").And.Contain("forgotten").And.Contain("Memories_Get: forgotten").And.Match(@"I love espresso\. \(\d+ requests\)"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
