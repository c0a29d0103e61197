using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MemoryApi.Generator.Conventions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using NSwag;

namespace MemoryApi.Generator;

/// <summary>The way from a specification to the file with its client.</summary>
internal static class ClientFile
{
    /// <summary>Writes the client of a specification. The file appears whole or not at all.</summary>
    /// <exception cref="GenerationException">The specification is invalid or breaks a convention.</exception>
    public static async Task GenerateAsync(string specPath, string outputPath, string @namespace, params IReadOnlyCollection<string> handWrittenTypes)
    {
        var code = await GenerateCodeAsync(specPath, @namespace, handWrittenTypes);

        var directory = Path.GetDirectoryName(Path.GetFullPath(outputPath))!;
        Directory.CreateDirectory(directory);
        var unfinished = Path.Combine(directory, Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(unfinished, code);
            File.Move(unfinished, outputPath, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The code of the client.</summary>
    /// <exception cref="GenerationException">The specification is invalid or breaks a convention.</exception>
    public static async Task<string> GenerateCodeAsync(string specPath, string @namespace, params IReadOnlyCollection<string> handWrittenTypes)
    {
        var source = SpecSource.Read(specPath);
        if (!CSharpNames.IsNamespace(@namespace))
        {
            throw new GenerationException(new Diagnostic(
                specPath, 0, 0, DiagnosticCodes.Namespace, $"\"{@namespace}\" is not a valid C# namespace. Set the Namespace of the MemoryApiSpec item."));
        }

        ConventionChecks.Run(source);

        OpenApiDocument document;
        try
        {
            document = await OpenApiYamlDocument.FromYamlAsync(source.Text);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new GenerationException(source.AtPointer("", DiagnosticCodes.SpecNotOpenApi, $"NSwag can't read the document: {exception.Message}"));
        }

        return ApiClientGenerator.Generate(document, @namespace, handWrittenTypes);
    }
}
