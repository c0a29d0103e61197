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

    [Test]
    public async Task The_pages_about_the_generator_say_the_same_and_work()
    {
        const string Directory = "install generator";
        var readme = new Readme(Path.Combine(Workspace.Repository, "generator/MemoryApi.Generator/README.md"));
        var guide = new Readme(Path.Combine(Workspace.Repository, "docs/generating-a-client.md"));
        foreach (var language in new[] { "", "xml", "yaml" })
        {
            Assert.That(guide.Block(language), Is.EqualTo(readme.Block(language)));
        }

        Workspace.Write(Directory + "/specs/crm.yaml", readme.Block("yaml"));
        await InstallAsync(readme, Directory, readme.Block("xml"));
        foreach (var page in new[] { readme, guide })
        {
            Workspace.Write(Directory + "/Program.cs", page.Block("csharp"));
            var output = await DotNetBuild.SucceedAsync(Path.Combine(Workspace.Root, Directory), "run", "--no-restore");

            Assert.That(output.Trim(), Does.EndWith("CustomersClient is ready"));
        }
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
