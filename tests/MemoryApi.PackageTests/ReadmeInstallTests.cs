using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.PackageTests;

/// <summary>What the READMEs and the guide to the generator tell to type into a new project works as written.</summary>
[NonParallelizable]
public class ReadmeInstallTests
{
    [Test]
    public async Task The_install_section_and_the_first_program_work()
    {
        var readme = new Readme(Path.Combine(Workspace.Repository, "README.md"));
        await InstallAsync(readme, "install", "");
        await using var emulator = await MemoryApiEmulator.StartAsync();

        var (exitCode, output) = await DotNetBuild.RunAsync(
            Path.Combine(Workspace.Root, "install"),
            ["run", "--no-restore"],
            new Dictionary<string, string?> { ["MEM0_API_KEY"] = emulator.Mem0ApiKey, ["MEM0_BASE_URL"] = emulator.BaseAddress.ToString() });

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.StartWith("I love espresso."));
    }

    [TestCase("generator/MemoryApi.Generator/README.md", "readme")]
    [TestCase("docs/generating-a-client.md", "guide")]
    public async Task A_page_about_the_generator_works(string page, string name)
    {
        var readme = new Readme(Path.Combine(Workspace.Repository, page));
        var directory = "install generator by " + name;
        Workspace.Write(directory + "/specs/crm.yaml", readme.Block("yaml"));
        await InstallAsync(readme, directory, readme.Block("xml"));

        var output = await DotNetBuild.SucceedAsync(Path.Combine(Workspace.Root, directory), "run", "--no-restore");

        Assert.That(output.Trim(), Does.EndWith("CustomersClient is ready"));
    }

    private static async Task InstallAsync(Readme readme, string directory, string items)
    {
        Workspace.Write($"{directory}/Program.cs", readme.Block("csharp"));
        Workspace.Write($"{directory}/Install.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              {items}
            </Project>
            """);
        var commands = readme.Block("").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(commands, Is.Not.Empty.And.All.StartsWith("dotnet add package "));
        foreach (var command in commands)
        {
            await DotNetBuild.SucceedAsync(Path.Combine(Workspace.Root, directory), command.Split(' ')[1..]);
        }
    }

    private sealed class Readme(string path)
    {
        private readonly string _text = File.ReadAllText(path).ReplaceLineEndings("\n");

        /// <summary>The first block of a language.</summary>
        public string Block(string language) => Regex.Matches(_text, "```([a-z]*)\n(.*?)```", RegexOptions.Singleline)
            .First(match => match.Groups[1].Value == language).Groups[2].Value;
    }
}
