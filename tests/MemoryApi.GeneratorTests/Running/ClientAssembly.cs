using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using MemoryApi.Core;
using MemoryApi.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>Generated clients, compiled in memory as a user's project would compile them: nullable, documented, with warnings as errors.</summary>
internal static class ClientAssembly
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(MemoryApiException).Assembly.Location)
            .Where(path => Path.GetFileName(path) is not ("MemoryApi.Generator.dll" or "MemoryApi.GeneratorTests.dll"))
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The compiler's warnings and errors for the code; empty when a user's build would have none.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<GeneratedFile> files, params IEnumerable<string> handWritten) =>
        [.. Compile(files, handWritten).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe)];

    /// <summary>The compiled code, which must have no warning.</summary>
    public static Assembly Load(IEnumerable<GeneratedFile> files, params IEnumerable<string> handWritten)
    {
        using var image = new MemoryStream();
        var result = Compile(files, handWritten).Emit(image);
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe).ToList();
        Assert.That(problems, Is.Empty, string.Join("\n", problems.Take(20)));
        image.Position = 0;
        return new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(image);
    }

    private static CSharpCompilation Compile(IEnumerable<GeneratedFile> files, IEnumerable<string> handWritten) => CSharpCompilation.Create(
        "Contoso.Generated" + Guid.NewGuid().ToString("N"),
        [
            .. files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Code), Language, file.Concept + ".g.cs")),
            .. handWritten.Select(code => CSharpSyntaxTree.ParseText(code, Language, "HandWritten.cs")),
        ],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999,
            // The SDK leaves these out of every build.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        var text = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString().Trim();
        return $"{diagnostic} | {text}";
    }
}
