using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace MemoryApi.Benchmarks.StockNSwag;

/// <summary>
/// Generates what NSwag makes of a spec with its own templates and default settings: what our client is compared with. The
/// settings that aren't the default are the library for JSON, and names that keep the files apart.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var spec, var output, var @namespace, var library])
        {
            Console.Error.WriteLine("usage: MemoryApi.Benchmarks.StockNSwag <spec.yaml> <output.cs> <Namespace> NewtonsoftJson|SystemTextJson");
            return 2;
        }

        var document = await OpenApiYamlDocument.FromYamlAsync(await File.ReadAllTextAsync(spec));
        MakeDigestible(document);
        var settings = new CSharpClientGeneratorSettings();
        settings.CSharpGeneratorSettings.Namespace = @namespace;
        settings.CSharpGeneratorSettings.SchemaType = document.SchemaType;
        settings.CSharpGeneratorSettings.JsonLibrary = Enum.Parse<CSharpJsonLibrary>(library);
        var code = new CSharpClientGenerator(document, settings).GenerateFile();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        await File.WriteAllTextAsync(output, code);
        return 0;
    }

    /// <summary>Takes away what stock NSwag makes uncompilable or unusable code of; none of it changes how the measured calls work.</summary>
    private static void MakeDigestible(OpenApiDocument document)
    {
        // A oneOf of string and object becomes an empty class, which can't carry the text of a message.
        if (document.Definitions.TryGetValue("MessageContent", out var content))
        {
            content.OneOf.Clear();
            content.Type = JsonObjectType.String;
        }

        foreach (var operation in document.Operations.Select(description => description.Operation))
        {
            foreach (var status in operation.Responses.Keys.Where(status => !int.TryParse(status, out _)).ToList())
            {
                operation.Responses.Remove(status);
            }
        }
    }
}
