using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace MemoryApi.GeneratorTests.Lint;

/// <summary>What Microsoft.OpenApi finds wrong in a specification that keeps the generator's conventions.</summary>
internal static class OpenApiLint
{
    public const string Code = "OPENAPI";

    public static IReadOnlyList<Diagnostic> Check(SpecSource source)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var diagnostic = OpenApiDocument.Parse(source.Text, OpenApiConstants.Yaml, settings).Diagnostic!;

        // An unresolved reference is only a warning there.
        return [.. diagnostic.Errors.Concat(diagnostic.Warnings).Select(error => source.AtPointer(error.Pointer?.TrimStart('#') ?? string.Empty, Code, error.Message))];
    }
}
