using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>
/// Documents that others wrote, from a folder that the variable MEMORYAPI_DOCUMENTS names: a client of each compiles without a warning.
/// </summary>
public class DocumentFolderTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("MEMORYAPI_DOCUMENTS");

    [TestCaseSource(nameof(Documents))]
    public void A_client_compiles_without_a_warning(string document)
    {
        var files = ClientFiles.Generate(Path.Combine(Folder!, document), new GeneratorOptions("Contoso.Client"));
        var problems = ClientAssembly.Problems(files);

        Assert.That(problems, Is.Empty, string.Join("\n", problems.Take(20)));
    }

    private static IEnumerable<string> Documents() => Folder is { Length: > 0 } folder ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)) : [];
}
