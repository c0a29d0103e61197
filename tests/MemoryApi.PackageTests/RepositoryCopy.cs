using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// The repository's files in another folder, built and packed there with NSwag from a NuGet package instead of npm. That package is a
/// stand-in with the layout of NSwag.MSBuild, made from the binaries that npm brought.
/// </summary>
internal static class RepositoryCopy
{
    private static readonly string[] Left = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules"];

    private static readonly Lazy<Task> Packed = new(PackAsync);

    public static string Root => Path.Combine(Workspace.Root, "copy");

    public static string Packages => Path.Combine(Workspace.Root, "copied feed");

    /// <summary>Makes the copy and its packages, the first time that it is asked for.</summary>
    public static Task CreateAsync() => Packed.Value;

    /// <summary>Runs dotnet in the copy.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string?>> more) =>
        DotNetBuild.RunAsync(Root, arguments, new Dictionary<string, string?>(more)
        {
            ["NSwagSource"] = "NuGet",
            ["RestorePackagesPath"] = Path.Combine(Workspace.Root, "packages"),
            ["RestoreFallbackFolders"] = Workspace.UserCache,
        });

    private static async Task PackAsync()
    {
        foreach (var file in FilesOf(Workspace.Repository))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(Workspace.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        MakeNSwagPackage();

        // A release build maps the paths of the machine away. In a debug build they are those of the repository.
        KeyValuePair<string, string?>[] paths = DotNetBuild.Configuration == "Release" ? [] : [new("MappedRoot", Workspace.Repository)];
        var (exitCode, output) = await RunAsync(["pack", "src/Packaging/Packages.proj", "-c", DotNetBuild.Configuration, "-o", Packages], paths);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("warning "));
        Assert.That(Directory.Exists(Path.Combine(Root, "generator", "node_modules")), Is.False, "npm was asked");
    }

    private static IEnumerable<string> FilesOf(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(child => !Left.Contains(Path.GetFileName(child))).SelectMany(FilesOf));

    private static void MakeNSwagPackage()
    {
        var version = Workspace.Pinned("NSwag.MSBuild");
        using var package = ZipFile.Open(Path.Combine(Workspace.Packages, $"NSwag.MSBuild.{version}.nupkg"), ZipArchiveMode.Create);
        Write(package, "NSwag.MSBuild.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>NSwag.MSBuild</id>
                <version>{version}</version>
                <authors>A stand-in made by a test</authors>
                <description>A stand-in made by a test.</description>
                <developmentDependency>true</developmentDependency>
              </metadata>
            </package>
            """);
        Write(package, "build/NSwag.MSBuild.props", """
            <Project>
              <PropertyGroup>
                <NSwagDir_Net100>$(MSBuildThisFileDirectory)../tools/Net100/</NSwagDir_Net100>
                <NSwagExe_Net100>dotnet "$(MSBuildThisFileDirectory)../tools/Net100/dotnet-nswag.dll"</NSwagExe_Net100>
              </PropertyGroup>
            </Project>
            """);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Workspace.Repository, "generator/node_modules/nswag/bin/binaries/Net100")))
        {
            package.CreateEntryFromFile(file, "tools/Net100/" + Path.GetFileName(file), CompressionLevel.Fastest);
        }
    }

    private static void Write(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(text);
    }
}
