using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.GeneratorTests.Build;

/// <summary>
/// A folder outside of the repository, with a blank and a letter beyond ASCII in its name, whose projects know the SDK only as a
/// package of its core and as the generator's build targets.
/// </summary>
internal sealed class OutsideProject : IDisposable
{
    private OutsideProject(string directory) => Directory = directory;

    public static string Repository { get; } = typeof(OutsideProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public string Directory { get; }

    /// <summary>Packs the core into a feed of its own and makes everything restore from there.</summary>
    public static async Task<OutsideProject> CreateAsync()
    {
        var project = new OutsideProject(System.IO.Directory.CreateTempSubdirectory("memory api ü ").FullName);
        var feed = Path.Combine(project.Directory, "feed");
        await DotNetBuild.SucceedAsync(
            Repository, "pack", "src/MemoryApi.Core/MemoryApi.Core.csproj", "-c", DotNetBuild.Configuration, "-o", feed, "-p:PackageVersion=0.0.0-outside");

        // Restoring into a folder of its own keeps the package of this run out of the user's cache, which serves all others.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        project.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)feed</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MemoryApi.Core" Version="0.0.0-outside" />
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    /// <summary>A project that generates a client from <c>spec.yaml</c> beside it.</summary>
    public void AddProject(string name, string spec, string properties)
    {
        Write(Path.Combine(name, "spec.yaml"), spec);
        Write(Path.Combine(name, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>
                <MemoryApiSpec Include="spec.yaml" Namespace="Contoso.{name}" Strict="true" />
              </ItemGroup>
              <Import Project="{Repository}generator/GenerateClient.targets" />
            </Project>
            """);
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string GeneratedFile(string name) => Path.Combine(Directory, name, "obj", "Generated", "spec.Models.g.cs");

    /// <summary>Builds, and tells how often the generator ran.</summary>
    public async Task<int> BuildAsync(string target, params string[] arguments)
    {
        var output = await DotNetBuild.SucceedAsync(Directory, ["build", target, "-c", DotNetBuild.Configuration, .. arguments]);
        return Regex.Matches(output, "Generating spec -> ").Count;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
