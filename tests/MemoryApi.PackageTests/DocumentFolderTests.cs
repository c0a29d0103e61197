using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// The packages from the local feed build a client from each document of a folder, in a project that has nothing else. The folder is that of the variable
/// MEMORYAPI_DOCUMENTS, by hand: dotnet cake --target=TryDocuments --documents=FOLDER. Elsewhere they are two documents of the generator's tests.
/// </summary>
[NonParallelizable]
public class DocumentFolderTests
{
    [Test]
    public async Task Each_document_builds_without_a_warning()
    {
        var documents = Documents();
        Assert.That(documents, Is.Not.Empty, "documents in the folder");
        foreach (var (i, document) in documents.Index())
        {
            WriteProject(i, document);
        }

        Workspace.Write("documents/documents.slnx", $"<Solution>{string.Concat(documents.Select((_, i) => $"<Project Path=\"{Name(i)}/{Name(i)}.csproj\" />"))}</Solution>");
        var (exitCode, output) = await DotNetBuild.RunAsync(Workspace.Root, ["build", "documents/documents.slnx", "-m", "-v", "normal", "-p:GenerateFullPaths=false"]);

        var lines = output.Split('\n').Select(line => line.Trim()).Distinct().ToList();
        var failures = new List<string>();
        foreach (var (i, document) in documents.Index())
        {
            var problems = lines.Where(line => Regex.IsMatch(line, @"\b(error|warning) [A-Z]+[0-9]+") && line.Contains(Name(i) + ".csproj", StringComparison.Ordinal)).ToList();
            var isBuilt = File.Exists(Path.Combine(Workspace.Root, "documents", Name(i), "bin", "Debug", "net10.0", Name(i) + ".dll"));
            TestContext.Out.WriteLine($"{Path.GetFileName(document)}: {(isBuilt && problems.Count == 0 ? "builds" : "doesn't build")}");
            failures.AddRange(problems.Take(5).Select(problem => $"{Path.GetFileName(document)}: {problem}"));
            if (!isBuilt && problems.Count == 0)
            {
                failures.Add($"{Path.GetFileName(document)}: nothing was built, and no error says why.");
            }
        }

        Assert.That(failures, Is.Empty, string.Join("\n", failures));
        Assert.That(exitCode, Is.Zero, output);
    }

    private static string Name(int i) => $"document{i + 1}";

    private static void WriteProject(int i, string document)
    {
        var file = Path.GetFileName(document);
        GeneratingProject.Write($"documents/{Name(i)}/{Name(i)}.csproj", file, "Contoso.Client");
        Workspace.Write($"documents/{Name(i)}/Program.cs", "Console.WriteLine(typeof(Program).Assembly.GetTypes().Length);");
        File.Copy(document, Path.Combine(Workspace.Root, "documents", Name(i), file));
    }

    private static IReadOnlyList<string> Documents()
    {
        if (Environment.GetEnvironmentVariable("MEMORYAPI_DOCUMENTS") is { Length: > 0 } folder)
        {
            return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }

        var own = Path.Combine(Workspace.Repository, "tests", "MemoryApi.GeneratorTests", "Specs", "Others");
        return [Path.Combine(own, "bakery.yaml"), Path.Combine(own, "notebook.json")];
    }
}
