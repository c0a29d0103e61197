using System;
using System.Collections.Generic;
using System.IO;
using MemoryApi.Generator.Drift;
using MemoryApi.Generator.Specs;

namespace MemoryApi.GeneratorTests.Drift;

/// <summary>The made-up service as we describe it and as its vendor does, each in a file that can be altered.</summary>
internal sealed class DriftFiles : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("memory-api-drift-").FullName;

    public DriftFiles()
    {
        Ours = Write("crm.yaml", SpecFile.Crm);
        Upstream = Write("crm.vendor.json", Vendor);
        Departures = Write("crm.departures.yaml", "# None.\n");
    }

    public static string Vendor { get; } = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Drift", "crm.vendor.json"));

    public string Ours { get; set; }

    public string Upstream { get; set; }

    public string Departures { get; }

    /// <summary>The vendor's file with one text replaced, which must be there once.</summary>
    public static DriftFiles WithVendor(string text, string replacement)
    {
        Assert.That(Vendor.Split(text), Has.Length.EqualTo(2), $"'{text}' must be in the vendor's file once");
        var files = new DriftFiles();
        File.WriteAllText(files.Upstream, Vendor.Replace(text, replacement, StringComparison.Ordinal));
        return files;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Declare(string departures) => File.WriteAllText(Departures, departures);

    public DriftReport Compare() => new SpecDriftFiles(Ours, Upstream, Departures).Compare();

    public IReadOnlyDictionary<string, ComparedOperation> DescribeVendor() => ApiReader.Read(SpecSource.Read(Upstream));

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
