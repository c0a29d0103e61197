using System;
using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The document is OpenAPI 3.0 or 3.1.</summary>
internal sealed class ReadableVersionConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var version = source.Root.GetText("openapi");
        if (source.Root.GetText("swagger") is { } old)
        {
            yield return source.AtPointer("/swagger", DiagnosticCodes.OpenApiVersion,
                $"OpenAPI {old} (Swagger) is not supported. Convert the document: dotnet tool install --global Microsoft.OpenApi.Hidi, then hidi transform -d <this file> -o <new file> --version 3.0.");
        }
        else if (version is null)
        {
            yield return source.AtPointer("", DiagnosticCodes.OpenApiVersion, "This is not an OpenAPI document: it has no \"openapi\" version. Start it with openapi: 3.0.3.");
        }
        else if (!version.StartsWith("3.0", StringComparison.Ordinal) && !version.StartsWith("3.1", StringComparison.Ordinal))
        {
            yield return source.AtPointer("/openapi", DiagnosticCodes.OpenApiVersion, $"OpenAPI {version} is not supported. Convert the document to OpenAPI 3.0 or 3.1.");
        }
        else if (source.Root.Get("paths") is null)
        {
            yield return source.AtPointer("", DiagnosticCodes.SpecNotOpenApi, "The document has no \"paths\". Add the operations of the service.");
        }
    }
}
