using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;

namespace MemoryApi.ConventionTests;

/// <summary>Where a package says that the project is, and how that address is found.</summary>
public class PackageAddressTests
{
    private static readonly string Repository = typeof(PackageAddressTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Test]
    public async Task The_address_is_that_of_the_repository_that_is_built_by_CI()
    {
        var onGitHub = await PropertiesAsync(("GITHUB_SERVER_URL", "https://hub.example"), ("GITHUB_REPOSITORY", "owner/memory"));
        var onGitLab = await PropertiesAsync(("CI_PROJECT_URL", "https://lab.example/owner/memory"));

        Assert.That(onGitHub["RepositoryUrl"], Is.EqualTo("https://hub.example/owner/memory"));
        Assert.That(onGitLab["RepositoryUrl"], Is.EqualTo("https://lab.example/owner/memory"));
    }

    [Test]
    public async Task Without_an_address_none_is_named_and_version_control_is_not_asked()
    {
        var properties = await PropertiesAsync();

        Assert.That((properties["PackageProjectUrl"], properties["RepositoryUrl"], properties["RepositoryType"], properties["EnableSourceControlManagerQueries"]), Is.EqualTo(("", "", "", "false")));
    }

    /// <summary>The properties of a packed project, evaluated where only these variables say where it is developed.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> PropertiesAsync(params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!,
            ["msbuild", Path.Combine(Repository, "src/MemoryApi.Core/MemoryApi.Core.csproj"), "-nologo", "-getProperty:PackageProjectUrl,RepositoryUrl,RepositoryType,EnableSourceControlManagerQueries"])
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
