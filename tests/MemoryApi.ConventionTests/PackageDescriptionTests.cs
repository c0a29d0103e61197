using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;

namespace MemoryApi.ConventionTests;

/// <summary>The description of each package.</summary>
public class PackageDescriptionTests
{
    private const string Address = "https://code.example/memory";

    private static readonly string Repository = typeof(PackageDescriptionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string[] Projects =
    [
        "src/MemoryApi.Core/MemoryApi.Core.csproj",
        "src/MemoryApi.Mem0/MemoryApi.Mem0.csproj",
        "src/MemoryApi.Mem0.AI/MemoryApi.Mem0.AI.csproj",
        "src/MemoryApi.Mem0.Agents/MemoryApi.Mem0.Agents.csproj",
        "src/MemoryApi.Mem0.Mcp/MemoryApi.Mem0.Mcp.csproj",
        "src/MemoryApi.Bland/MemoryApi.Bland.csproj",
        "src/MemoryApi.Emulator/MemoryApi.Emulator.csproj",
        "generator/MemoryApi.Generator/MemoryApi.Generator.csproj",
    ];

    [TestCaseSource(nameof(Projects))]
    public async Task It_says_that_it_is_unofficial_and_names_the_address_of_the_project(string project)
    {
        var readme = Path.Combine(Repository, Path.GetDirectoryName(project)!, "README.md");
        var properties = await PropertiesAsync(project, ("ProjectAddress", Address));

        Assert.That(properties["Description"], Does.Contain("nofficial"));
        Assert.That(File.ReadAllText(readme), Does.Contain("nofficial"));
        Assert.That((properties["PackageProjectUrl"], properties["RepositoryUrl"], properties["RepositoryType"]), Is.EqualTo((Address, Address, "git")));
    }

    [Test]
    public async Task The_address_is_that_of_the_repository_that_is_built_by_CI()
    {
        var onGitHub = await PropertiesAsync(Projects[0], ("GITHUB_SERVER_URL", "https://hub.example"), ("GITHUB_REPOSITORY", "owner/memory"));
        var onGitLab = await PropertiesAsync(Projects[0], ("CI_PROJECT_URL", "https://lab.example/owner/memory"));

        Assert.That(onGitHub["RepositoryUrl"], Is.EqualTo("https://hub.example/owner/memory"));
        Assert.That(onGitLab["RepositoryUrl"], Is.EqualTo("https://lab.example/owner/memory"));
    }

    [Test]
    public async Task Without_an_address_none_is_named_and_version_control_is_not_asked()
    {
        var properties = await PropertiesAsync(Projects[0]);

        Assert.That((properties["PackageProjectUrl"], properties["RepositoryUrl"], properties["RepositoryType"], properties["EnableSourceControlManagerQueries"]), Is.EqualTo(("", "", "", "false")));
    }

    /// <summary>The properties of a project, evaluated where only these variables say where it is developed.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> PropertiesAsync(string project, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!,
            ["msbuild", Path.Combine(Repository, project), "-nologo", "-getProperty:Description,PackageProjectUrl,RepositoryUrl,RepositoryType,EnableSourceControlManagerQueries"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBUILD_EXE_PATH", "ProjectAddress", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "CI_PROJECT_URL" })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output + await errors);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString()!);
    }
}
