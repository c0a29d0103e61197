using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace MemoryApi.PackageTests;

/// <summary>What is in the packages.</summary>
public class PackageContentTests
{
    private static readonly string[] Libraries = ["MemoryApi.Core", "MemoryApi.Mem0", "MemoryApi.Bland", "MemoryApi.Emulator"];

    private static IEnumerable<string> All => [.. Libraries, "MemoryApi.Generator"];

    [TestCaseSource(nameof(All))]
    public void A_package_has_what_a_user_wants_to_know(string id)
    {
        using var package = Open(id);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var nuspec = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open());
        string? Value(string name) => nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.That(names, Does.Contain("README.md").And.Contain("icon.png").And.Contain("CHANGELOG.md"));
        Assert.That(Value("license"), Is.EqualTo("MIT"));
        Assert.That(Value("description"), Is.Not.Empty);
        Assert.That(nuspec.ToString(), Does.Not.Contain("NSwag").And.Not.Contain("dependency id=\"Node"));
        Assert.That(names, Has.None.EndsWith(".exe"));
    }

    [TestCase("MemoryApi.Core", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Mem0", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Bland", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Emulator", "net8.0")]
    public void A_library_is_there_for_each_framework_with_documentation_and_sources_to_step_into(string id, string frameworks)
    {
        using var package = Open(id);
        using var symbols = Open(id, "snupkg");
        foreach (var framework in frameworks.Split(';'))
        {
            Assert.That(package.GetEntry($"lib/{framework}/{id}.dll"), Is.Not.Null, framework);
            Assert.That(package.GetEntry($"lib/{framework}/{id}.xml"), Is.Not.Null, framework);
            using var pdb = new MemoryStream();
            using (var entry = symbols.GetEntry($"lib/{framework}/{id}.pdb")!.Open())
            {
                entry.CopyTo(pdb);
            }

            pdb.Position = 0;
            using var provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
            var reader = provider.GetMetadataReader();
            var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                .Count(information => reader.GetGuid(information.Kind) == new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE"));
            Assert.That(embedded, Is.EqualTo(reader.Documents.Count), "documents with embedded source");
        }
    }

    [Test]
    public void The_generator_is_a_development_dependency_that_brings_all_it_needs()
    {
        using var package = Open("MemoryApi.Generator");
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var nuspec = XDocument.Load(package.GetEntry("MemoryApi.Generator.nuspec")!.Open()).ToString();

        Assert.That(nuspec, Does.Contain("<developmentDependency>true<").And.Not.Contain("<dependency "));
        Assert.That(names, Has.None.StartsWith("lib/"));
        Assert.That(names, Does.Contain("tools/net10.0/any/NSwag.CodeGeneration.CSharp.dll").And.Contain("tools/net10.0/any/Templates/File.liquid"));
        using var notices = new StreamReader(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        var text = notices.ReadToEnd();
        foreach (var library in names.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Where(name => name != "MemoryApi.Generator"))
        {
            Assert.That(text, Does.Contain(library!.StartsWith("NJsonSchema.", StringComparison.Ordinal) ? library["NJsonSchema".Length..] : library), "third-party notices");
        }
    }

    private static ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Workspace.Packages, $"{id}.{Workspace.Version}.{extension}"));
}
