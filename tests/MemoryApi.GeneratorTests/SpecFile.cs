using System;
using System.IO;
using System.Linq;
using MemoryApi.Generator;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests;

/// <summary>A specification in a file of its own, and what the generator makes of it.</summary>
internal sealed class SpecFile : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("memory-api-spec-").FullName;

    public SpecFile(string text)
    {
        Path = System.IO.Path.Combine(_directory, "spec.yaml");
        File.WriteAllText(Path, text);
    }

    public static string Crm { get; } = File.ReadAllText(System.IO.Path.Combine(TestContext.CurrentContext.TestDirectory, "Specs", "crm.yaml"));

    public string Path { get; }

    /// <summary>The generated files without their concept and extension.</summary>
    public string OutputPath => System.IO.Path.Combine(_directory, "obj", "spec");

    /// <summary>The made-up service with one text replaced, which must be there.</summary>
    public static SpecFile CrmWith(string text, string replacement)
    {
        Assert.That(Crm, Does.Contain(text), "the text to replace");
        return new SpecFile(Crm.Replace(text, replacement, StringComparison.Ordinal));
    }

    public void Write(string @namespace = "Contoso.Crm", bool isStrict = true) =>
        ClientFiles.Write(Path, OutputPath, new GeneratorOptions(@namespace) { IsStrict = isStrict });

    /// <summary>All generated code, file by file.</summary>
    public string Generate(string @namespace = "Contoso.Crm", bool isStrict = true) =>
        string.Join("\n", ClientFiles.Generate(Path, new GeneratorOptions(@namespace) { IsStrict = isStrict }).Select(file => file.Code));

    /// <summary>The one error that the specification gives, after which nothing may be left behind.</summary>
    public Diagnostic OnlyError(bool isStrict = true)
    {
        var exception = Assert.Throws<GenerationException>(() => Write(isStrict: isStrict))!;
        Assert.That(exception.Diagnostics, Has.Count.EqualTo(1), exception.Message);
        Assert.That(Directory.Exists(System.IO.Path.GetDirectoryName(OutputPath)), Is.False, "something was left behind in obj");
        return exception.Diagnostics[0];
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
