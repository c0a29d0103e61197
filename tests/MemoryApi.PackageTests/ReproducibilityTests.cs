using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// The repository's files, built in another folder and with NSwag from a NuGet package instead of npm, give the same bytes. The package
/// is a stand-in with the layout of NSwag.MSBuild, made from the binaries that npm brought.
/// </summary>
[NonParallelizable]
public class ReproducibilityTests
{
    private static readonly string[] Sources = ["src/MemoryApi.Core", "src/MemoryApi.Bland", "specs", "generator/MemoryApi.Generator", "src/Packaging"];

    private static readonly string[] Left = ["bin", "obj", "node_modules"];

    [Test]
    public async Task Another_folder_and_NSwag_from_NuGet_give_the_same_assemblies()
    {
        if (DotNetBuild.Configuration != "Release")
        {
            Assert.Ignore("Only a release build maps the paths of the machine away.");
        }

        CopyRepository(Path.Combine(Workspace.Root, "copy"));
        MakeNSwagPackage();

        await DotNetBuild.SucceedAsync(
            Path.Combine(Workspace.Root, "copy"), "build", "src/MemoryApi.Bland/MemoryApi.Bland.csproj", "-c", "Release", "-p:NSwagSource=NuGet", $"-p:RestorePackagesPath={Path.Combine(Workspace.Root, "packages")}", $"-p:RestoreFallbackFolders={Workspace.UserCache}");

        Assert.That(Directory.Exists(Path.Combine(Workspace.Root, "copy", "generator", "node_modules")), Is.False, "npm was asked");
        using (Assert.EnterMultipleScope())
        {
            foreach (var framework in new[] { "net10.0", "net8.0", "netstandard2.0" })
            {
                AssertSame("MemoryApi.Core", $"src/MemoryApi.Core/bin/Release/{framework}", $"lib/{framework}");
                AssertSame("MemoryApi.Bland", $"src/MemoryApi.Bland/bin/Release/{framework}", $"lib/{framework}");
            }

            AssertSame("MemoryApi.Generator", "generator/MemoryApi.Generator/bin/Release/net10.0", "tools/net10.0/any");
        }
    }

    private static void AssertSame(string id, string built, string packed)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Workspace.Packages, $"{id}.{Workspace.Version}.nupkg"));
        using var content = new MemoryStream();
        using (var entry = package.GetEntry($"{packed}/{id}.dll")!.Open())
        {
            entry.CopyTo(content);
        }

        Assert.That(File.ReadAllBytes(Path.Combine(Workspace.Root, "copy", built, id + ".dll")).AsSpan().SequenceEqual(content.ToArray()), $"{id} in {packed} has the same bytes");
    }

    private static void CopyRepository(string target)
    {
        var files = Directory.EnumerateFiles(Workspace.Repository)
            .Concat(Directory.EnumerateFiles(Path.Combine(Workspace.Repository, "src")))
            .Concat(Directory.EnumerateFiles(Path.Combine(Workspace.Repository, "generator")))
            .Concat(Sources.SelectMany(source => FilesOf(Path.Combine(Workspace.Repository, source))));
        foreach (var file in files)
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Workspace.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<string> FilesOf(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(child => !Left.Contains(Path.GetFileName(child))).SelectMany(FilesOf));

    private static void MakeNSwagPackage()
    {
        var version = System.Xml.Linq.XDocument.Load(Path.Combine(Workspace.Repository, "Directory.Packages.props"))
            .Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == "NSwag.MSBuild").Attribute("Version")!.Value;
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
