using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>The repository's files in another folder, built and packed there.</summary>
internal static class RepositoryCopy
{
    /// <summary>
    /// The category of tests that build the repository a second time. That takes two minutes, so <c>dotnet cake</c> leaves them out; CI runs them, by the
    /// target CI. <c>build.cake</c> has the name, too.
    /// </summary>
    public const string Category = "SecondBuild";

    private static readonly string[] Left = [".git", ".vs", ".idea", "artifacts", "bin", "obj"];

    private static readonly Lazy<Task> Packed = new(PackAsync);

    public static string Root => Path.Combine(Workspace.Root, "copy");

    public static string Packages => Path.Combine(Workspace.Root, "copied feed");

    /// <summary>Makes the copy and its packages, the first time that it is asked for.</summary>
    public static Task CreateAsync()
    {
        Assert.That(TestContext.CurrentContext.Test.Properties["Category"], Does.Contain(Category), "a test with a copy of the repository belongs to this category");
        return Packed.Value;
    }

    /// <summary>Runs dotnet in the copy.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, params IEnumerable<KeyValuePair<string, string?>> more) =>
        DotNetBuild.RunAsync(Root, arguments, new Dictionary<string, string?>(more)
        {
            ["RestorePackagesPath"] = Path.Combine(Workspace.Root, "packages"),
            ["RestoreFallbackFolders"] = Workspace.UserCache,

            // They have run in the build of the repository itself.
            ["RunAnalyzers"] = "false",
        });

    private static async Task PackAsync()
    {
        foreach (var file in FilesOf(Workspace.Repository))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(Workspace.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // A release build maps the paths of the machine away. In a debug build they are those of the repository.
        KeyValuePair<string, string?>[] paths = DotNetBuild.Configuration == "Release" ? [] : [new("MappedRoot", Workspace.Repository)];
        var (exitCode, output) = await RunAsync(["pack", "src/Packaging/Packages.proj", "-c", DotNetBuild.Configuration, "-o", Packages], paths);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("warning "));
    }

    private static IEnumerable<string> FilesOf(string directory) => Directory.EnumerateFiles(directory)
        .Concat(Directory.EnumerateDirectories(directory).Where(child => !Left.Contains(Path.GetFileName(child))).SelectMany(FilesOf));
}
