using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>
/// The C# blocks of READMEs as one project, in which each block is a program of its own that runs against the emulator. Its searches lag, as those of the service
/// do; also in an emulator that a block starts itself.
/// </summary>
internal static class ReadmeProgram
{
    private const string Start = "MemoryApiEmulator.StartAsync()";
    private const string LaggingStart = "MemoryApiEmulator.StartAsync(new EmulatorOptions { SearchLag = TimeSpan.FromSeconds(3) })";

    /// <summary>Writes the project and gives the number of its programs.</summary>
    public static int Write(IEnumerable<string> readmes, string directory)
    {
        var text = string.Join("\n", readmes.Select(File.ReadAllText)).ReplaceLineEndings("\n");
        var blocks = Regex.Matches(text, "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value)
            .ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            File.WriteAllText(Path.Combine(directory, $"Block{i}.cs"), AsMethod(blocks[i], $"Block{i}"));
        }

        File.WriteAllText(Path.Combine(directory, "Program.cs"), $$"""
            using MemoryApi.Emulator;
            await using var emulator = await {{LaggingStart}};
            Environment.SetEnvironmentVariable("MEM0_API_KEY", emulator.Mem0ApiKey);
            Environment.SetEnvironmentVariable("BLAND_API_KEY", emulator.BlandApiKey);
            Environment.SetEnvironmentVariable("MEM0_BASE_URL", emulator.BaseAddress.ToString());
            Environment.SetEnvironmentVariable("BLAND_BASE_URL", emulator.BaseAddress.ToString());
            {{string.Concat(Enumerable.Range(0, blocks.Count).Select(i => $"emulator.Reset();\nawait Block{i}.RunAsync();\n"))}}
            """);
        File.WriteAllText(Path.Combine(directory, "Readme.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {string.Concat(References().Select(path => $"<Reference Include=\"{path}\" />"))}
              </ItemGroup>
            </Project>
            """);

        // The repository's own props must not reach a stranger's project.
        File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), "<Project />");
        return blocks.Count;
    }

    private static IEnumerable<string> References() =>
        new[] { "MemoryApi.Core", "MemoryApi.Mem0", "MemoryApi.Bland", "MemoryApi.Emulator", "Newtonsoft.Json", "Polly.Core" }
            .Select(name => Path.Combine(TestContext.CurrentContext.TestDirectory, name + ".dll"));

    private static string AsMethod(string block, string name)
    {
        var lines = block.Split('\n');
        var usings = lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal));
        var body = lines.Where(line => !usings.Contains(line)).Select(line => line.Replace(Start, LaggingStart, StringComparison.Ordinal));
        return $$"""
            {{string.Join('\n', usings)}}

            internal static class {{name}}
            {
                public static async Task RunAsync()
                {
            {{string.Join('\n', body)}}
                    await Task.CompletedTask;
                }
            }
            """;
    }
}
