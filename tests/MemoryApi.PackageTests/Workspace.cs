using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// A folder outside of the repository, with a blank and a letter beyond ASCII in its name. Its projects know the SDK only as packages,
/// from a feed that the tests of this assembly share.
/// </summary>
[SetUpFixture]
public sealed class Workspace
{
    public static string Repository { get; } = Metadata("RepositoryRoot");

    /// <summary>Higher than any released version, so that nothing that the machine has stands in for it.</summary>
    public static string Version { get; } = Metadata("Version") + ".99999";

    /// <summary>Where the packages say that the project is.</summary>
    public const string Address = "https://code.example/memory";

    public static string Root { get; private set; } = "";

    public static string Packages => Path.Combine(Root, "feed");

    [OneTimeSetUp]
    public static async Task PackAsync()
    {
        Root = Directory.CreateTempSubdirectory("memory api ü ").FullName;
        await DotNetBuild.SucceedAsync(
            Repository, "pack", "src/Packaging/Packages.proj", "--no-build", "-c", DotNetBuild.Configuration, "-o", Packages, $"-p:PackageVersion={Version}", $"-p:ProjectAddress={Address}");

        Write("NuGet.config", """
            <configuration>
              <packageSources>
                <add key="local" value="feed" />
              </packageSources>
            </configuration>
            """);
        Write("Local.props", $"""
            <Project>
              <PropertyGroup>
                <MemoryApiVersion>{Version}</MemoryApiVersion>
                <!-- What these tests restore stays out of the user's cache, which serves all else. -->
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <RestoreFallbackFolders>{UserCache}</RestoreFallbackFolders>
                {string.Concat(new[] { "Microsoft.NET.Test.Sdk", "NUnit", "NUnit3TestAdapter", "Microsoft.Extensions.DependencyModel", "Microsoft.Testing.Extensions.VSTestBridge", "Microsoft.TestPlatform.AdapterUtilities", "FSharp.Core" }.Select(PinnedVersion))}
              </PropertyGroup>
            </Project>
            """);
        Copy(Path.Combine(Repository, "tests", "MemoryApi.PackageTests", "Consumers"), Root);
    }

    [OneTimeTearDown]
    public static void Delete()
    {
        if (Root != "")
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    public static void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public static string UserCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The version of a package that the repository uses.</summary>
    public static string Pinned(string package) => System.Xml.Linq.XDocument.Load(Path.Combine(Repository, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package).Attribute("Version")!.Value;

    /// <summary>The same, as a property named after the package.</summary>
    private static string PinnedVersion(string package)
    {
        var property = package.Replace(".", "", StringComparison.Ordinal) + "Version";
        return $"<{property}>{Pinned(package)}</{property}>";
    }

    private static string Metadata(string key) => typeof(Workspace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
