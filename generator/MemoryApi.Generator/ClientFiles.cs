using System.Collections.Generic;
using System.IO;
using MemoryApi.Generator.Completion;
using MemoryApi.Generator.Conventions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator;

/// <summary>Generates the files of a client from a specification, step by step.</summary>
internal static class ClientFiles
{
    /// <summary>The concepts of the generated files, which are parts of the files' names.</summary>
    public static readonly IReadOnlyList<string> Concepts = ["Clients", "Models", "Json", "Registration"];

    /// <summary>Generates the client of a specification, and writes either all files or none.</summary>
    /// <param name="specPath">The specification.</param>
    /// <param name="outputPath">The path of the files, without concept and extension.</param>
    /// <param name="options">The other metadata of the <c>MemoryApiSpec</c> item.</param>
    /// <exception cref="GenerationException">The specification is invalid or breaks a convention.</exception>
    /// <returns>Messages about everything that was completed in the specification.</returns>
    public static IReadOnlyList<Diagnostic> Write(string specPath, string outputPath, GeneratorOptions options)
    {
        var messages = new List<Diagnostic>();
        var files = Generate(specPath, options, messages);
        var directory = Path.GetDirectoryName(Path.GetFullPath(outputPath))!;
        Directory.CreateDirectory(directory);
        var unfinished = new List<(string From, string To)>();
        try
        {
            foreach (var file in files)
            {
                var temporary = Path.Combine(directory, Path.GetRandomFileName());
                unfinished.Add((temporary, $"{outputPath}.{file.Concept}.g.cs"));
                File.WriteAllText(temporary, file.Code);
            }

            foreach (var (from, to) in unfinished)
            {
                File.Move(from, to, overwrite: true);
            }

            return messages;
        }
        finally
        {
            foreach (var (from, _) in unfinished)
            {
                File.Delete(from);
            }
        }
    }

    /// <summary>The code of the client.</summary>
    /// <param name="specPath">The specification.</param>
    /// <param name="options">The other metadata of the <c>MemoryApiSpec</c> item.</param>
    /// <param name="messages">The list to which messages about completions are added.</param>
    /// <exception cref="GenerationException">The specification is invalid or breaks a convention.</exception>
    public static IReadOnlyList<GeneratedFile> Generate(string specPath, GeneratorOptions options, List<Diagnostic>? messages = null)
    {
        var source = SpecSource.Read(specPath);
        if (!CSharpNames.IsNamespace(options.Namespace))
        {
            throw new GenerationException(new Diagnostic(
                specPath, 0, 0, DiagnosticCodes.Namespace, $"\"{options.Namespace}\" is not a valid C# namespace. Set the Namespace of the MemoryApiSpec item."));
        }

        if (options.IsStrict)
        {
            ConventionChecks.Run(source);
        }
        else
        {
            EssentialChecks.Run(source);
            var completed = DocumentCompletion.Complete(source);
            EssentialChecks.RunCompleted(source);
            messages?.AddRange(completed);
        }

        return ApiClientGenerator.Generate(DocumentReader.Read(source), options);
    }
}
