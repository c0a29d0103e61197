using System;
using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

internal sealed class OpenApiVersionConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var version = source.Root.GetText("openapi") ?? source.Root.GetText("swagger");
        if (version is null)
        {
            yield return source.AtPointer("", DiagnosticCodes.OpenApiVersion, "This is not an OpenAPI document: it has no \"openapi\" version. Start it with openapi: 3.0.3.");
        }
        else if (!version.StartsWith("3.0.", StringComparison.Ordinal))
        {
            yield return source.AtPointer(source.Root.Get("openapi") is null ? "/swagger" : "/openapi", DiagnosticCodes.OpenApiVersion,
                $"OpenAPI {version} is not supported. Convert the document to OpenAPI 3.0.3.");
        }
        else if (source.Root.Get("paths") is null)
        {
            yield return source.AtPointer("", DiagnosticCodes.SpecNotOpenApi, "The document has no \"paths\". Add the operations of the service.");
        }
    }
}
