using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>Two packs of the same files give the same assemblies, wherever they are built.</summary>
[NonParallelizable]
[Category(RepositoryCopy.Category)]
public class ReproducibilityTests
{
    private static readonly string[] Compiled = [".dll", ".pdb", ".xml"];

    [OneTimeSetUp]
    public Task PackTwice() => RepositoryCopy.CreateAsync();

    [TestCase("MemoryApi.Core", 9)]
    [TestCase("MemoryApi.Mem0", 9)]
    [TestCase("MemoryApi.Mem0.AI", 9)]
    [TestCase("MemoryApi.Mem0.Agents", 9)]
    [TestCase("MemoryApi.Bland", 9)]
    [TestCase("MemoryApi.Emulator", 6)]
    [TestCase("MemoryApi.Generator", 1)]
    public void Another_folder_gives_the_same_bytes(string id, int files)
    {
        var packed = Contents(Workspace.Packages, id);
        var again = Contents(RepositoryCopy.Packages, id);

        Assert.That(packed, Has.Count.EqualTo(files));
        Assert.That(again.Keys, Is.EquivalentTo(packed.Keys));
        Assert.That(packed.Keys.Where(name => !packed[name].AsSpan().SequenceEqual(again[name])), Is.Empty, "files that differ");
    }

    /// <summary>What the repository compiles into a package and its symbols, by name.</summary>
    private static Dictionary<string, byte[]> Contents(string feed, string id)
    {
        var contents = new Dictionary<string, byte[]>();

        // The version follows, and not the rest of a longer id.
        foreach (var file in Directory.GetFiles(feed, id + ".*.*nupkg").Where(file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1])))
        {
            using var package = ZipFile.OpenRead(file);
            foreach (var entry in package.Entries.Where(entry => Path.GetFileNameWithoutExtension(entry.Name) == id && Compiled.Contains(Path.GetExtension(entry.Name))))
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                contents.Add(entry.FullName, content.ToArray());
            }
        }

        return contents;
    }
}
