using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MemoryApi.PackageTests;

/// <summary>What is in the packages.</summary>
public class PackageContentTests
{
    private static readonly string[] Libraries = ["MemoryApi.Core", "MemoryApi.Mem0", "MemoryApi.Mem0.AI", "MemoryApi.Mem0.Agents", "MemoryApi.Bland", "MemoryApi.Emulator"];

    private static IEnumerable<string> All => [.. Libraries, "MemoryApi.Mem0.Mcp", "MemoryApi.Generator"];

    [TestCaseSource(nameof(All))]
    public void A_package_has_what_a_user_wants_to_know(string id)
    {
        using var package = Open(id);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var nuspec = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open());
        string? Value(string name) => nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.That(names, Does.Contain("README.md").And.Contain("icon.png").And.Contain("CHANGELOG.md"));
        Assert.That(Value("license"), Is.EqualTo("MIT"));
        Assert.That(Value("version"), Is.EqualTo(Workspace.Version));
        Assert.That(Value("description"), Is.Not.Empty);
        Assert.That(nuspec.ToString(), Does.Not.Contain("NSwag"));
        Assert.That(names, Has.None.EndsWith(".exe"));
    }

    [TestCaseSource(nameof(All))]
    public void A_package_says_that_it_is_unofficial_and_names_the_address_of_the_project(string id)
    {
        using var package = Open(id);
        var nuspec = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open());
        XElement Element(string name) => nuspec.Descendants().Single(element => element.Name.LocalName == name);
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());

        Assert.That(Element("description").Value, Does.Contain("nofficial"));
        Assert.That(readme.ReadToEnd(), Does.Contain("nofficial"));
        Assert.That(
            (Element("projectUrl").Value, (string?)Element("repository").Attribute("url"), (string?)Element("repository").Attribute("type")),
            Is.EqualTo((Workspace.Address, Workspace.Address, "git")));
    }

    [TestCase("MemoryApi.Core", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Mem0", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Mem0.AI", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Mem0.Agents", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Bland", "net10.0;net8.0;netstandard2.0")]
    [TestCase("MemoryApi.Emulator", "net10.0;net8.0")]
    public void A_library_is_there_for_each_framework_with_documentation_and_sources_to_step_into(string id, string frameworks)
    {
        using var package = Open(id);
        using var symbols = Open(id, "snupkg");
        foreach (var framework in frameworks.Split(';'))
        {
            Assert.That(package.GetEntry($"lib/{framework}/{id}.dll"), Is.Not.Null, framework);
            Assert.That(package.GetEntry($"lib/{framework}/{id}.xml"), Is.Not.Null, framework);
            using var provider = MetadataReaderProvider.FromPortablePdbStream(Read(symbols.GetEntry($"lib/{framework}/{id}.pdb")!));
            AssertSourcesEmbedded(provider.GetMetadataReader());
        }
    }

    [TestCaseSource(nameof(Libraries))]
    public void A_library_depends_on_what_it_and_a_netstandard_library_on_it_need_and_on_nothing_else(string id)
    {
        using var package = Open(id);
        var groups = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open()).Descendants().Where(element => element.Name.LocalName == "group" && element.Parent!.Name.LocalName == "dependencies")
            .ToDictionary(
                group => (string)group.Attribute("targetFramework")!,
                group => group.Elements().Select(dependency => $"{(string)dependency.Attribute("id")!} {(string)dependency.Attribute("version")!}").ToList());

        string[] own = id switch
        {
            "MemoryApi.Mem0" or "MemoryApi.Bland" => [Own("MemoryApi.Core")],
            "MemoryApi.Mem0.AI" => [Own("MemoryApi.Mem0"), $"Microsoft.Extensions.AI {Workspace.Pinned("Microsoft.Extensions.AI")}", "Microsoft.Extensions.Hosting.Abstractions 10.0.14"],
            "MemoryApi.Mem0.Agents" => [Own("MemoryApi.Mem0.AI"), $"Microsoft.Extensions.AI {Workspace.Pinned("Microsoft.Extensions.AI")}", $"Microsoft.Agents.AI.Abstractions {Workspace.Pinned("Microsoft.Agents.AI.Abstractions")}"],
            _ => [],
        };
        string[] everywhere = id == "MemoryApi.Emulator" ? [] :
        [
            "Newtonsoft.Json", "Microsoft.Extensions.Http", "Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Options.ConfigurationExtensions",
            "Microsoft.Extensions.Logging.Abstractions", "Polly.Core", "Polly.Extensions", "Polly.RateLimiting", "System.Threading.RateLimiting",
            // For libraries of users that are compiled for netstandard2.0 and run on a newer framework.
            "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider",
        ];
        var newer = own.Concat(everywhere.Select(name => $"{name} {Workspace.Pinned(name)}")).ToList();

        Assert.That(everywhere.Append("System.Text.Json").Select(Workspace.Pinned), Has.None.Contains("-"), "a dependency on a prerelease");
        Assert.That(groups["net10.0"], Is.EquivalentTo(newer));
        Assert.That(groups["net8.0"], Is.EquivalentTo(newer.Concat(Json(id))));
        if (id == "MemoryApi.Emulator")
        {
            Assert.That(groups, Has.Count.EqualTo(2));
        }
        else
        {
            string[] queue = id == "MemoryApi.Mem0.AI" ? ["System.Threading.Channels 10.0.14"] : [];
            string[] json = Json(id) is { Length: > 0 } newest
                ? [.. newest, $"Microsoft.Bcl.Numerics {Workspace.Pinned("Microsoft.Bcl.Numerics")}"]
                : [$"System.Text.Json {Workspace.Pinned("System.Text.Json")}"];
            Assert.That(groups[".NETStandard2.0"], Is.EquivalentTo(newer.Concat(json).Concat(queue)));
            Assert.That(groups, Has.Count.EqualTo(3));
        }
    }

    private static string Own(string id) => $"{id} [{Workspace.Version}, {NextBreakingVersion()}-0)";

    /// <summary>The dependencies of these packages require a newer System.Text.Json than the client does.</summary>
    private static string[] Json(string id) => id switch
    {
        "MemoryApi.Mem0.AI" => ["System.Text.Json 10.0.6"],
        "MemoryApi.Mem0.Agents" => ["System.Text.Json 10.0.11"],
        _ => [],
    };

    [Test]
    public void The_generator_is_a_development_dependency_that_brings_all_it_needs()
    {
        using var package = Open("MemoryApi.Generator");
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var nuspec = XDocument.Load(package.GetEntry("MemoryApi.Generator.nuspec")!.Open()).ToString();

        Assert.That(nuspec, Does.Contain("<developmentDependency>true<").And.Not.Contain("<dependency ").And.Not.Contain("<frameworkReference "));
        Assert.That(names, Has.None.StartsWith("lib/"));
        Assert.That(names, Does.Contain("tools/net10.0/any/NSwag.CodeGeneration.CSharp.dll").And.Contain("tools/net10.0/any/Templates/File.liquid"));
        using var notices = new StreamReader(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());
        var text = notices.ReadToEnd();
        foreach (var library in names.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Where(name => name != "MemoryApi.Generator"))
        {
            Assert.That(text, Does.Contain(library!.StartsWith("NJsonSchema.", StringComparison.Ordinal) ? library["NJsonSchema".Length..] : library), "third-party notices");
        }
    }

    [Test]
    public void The_generator_has_its_symbols_and_sources_within()
    {
        using var package = Open("MemoryApi.Generator");
        using var assembly = Read(package.GetEntry("tools/net10.0/any/MemoryApi.Generator.dll")!);
        using var reader = new PEReader(assembly);
        var embedded = reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = reader.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        AssertSourcesEmbedded(provider.GetMetadataReader());
    }

    /// <summary>The generator and the runtime of its code recognize by their assemblies' versions that they belong together (MAPI103).</summary>
    [TestCaseSource(nameof(All))]
    public void All_assemblies_have_the_one_version_of_the_repository(string id)
    {
        var version = XDocument.Load(Path.Combine(Workspace.Repository, "Directory.Build.props")).Descendants("Version").Single().Value;
        using var package = Open(id);
        var assemblies = package.Entries.Where(entry => entry.Name == id + ".dll").ToList();

        Assert.That(assemblies, Is.Not.Empty);
        foreach (var entry in assemblies)
        {
            using var assembly = Read(entry);
            using var reader = new PEReader(assembly);
            Assert.That(reader.GetMetadataReader().GetAssemblyDefinition().Version.ToString(3), Is.EqualTo(version), entry.FullName);
        }
    }

    private static void AssertSourcesEmbedded(MetadataReader reader)
    {
        var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Count(information => reader.GetGuid(information.Kind) == new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE"));
        Assert.That(embedded, Is.EqualTo(reader.Documents.Count).And.Positive, "documents with embedded source");
    }

    /// <summary>Before 1.0 a new minor version may break, from then on a new major version.</summary>
    private static string NextBreakingVersion()
    {
        var version = System.Version.Parse(Workspace.Version);
        return version.Major == 0 ? $"0.{version.Minor + 1}.0" : $"{version.Major + 1}.0.0";
    }

    private static MemoryStream Read(ZipArchiveEntry entry)
    {
        var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private static ZipArchive Open(string id, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Workspace.Packages, $"{id}.{Workspace.Version}.{extension}"));
}
