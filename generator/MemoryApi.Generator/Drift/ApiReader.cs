using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Drift;

/// <summary>Describes the operations of any specification, independent of its style.</summary>
internal sealed class ApiReader
{
    private readonly SchemaReader _schemas;

    private ApiReader(SpecSource source) => _schemas = new SchemaReader(source);

    /// <summary>The operations by method and path, such as <c>GET /v1/memories/</c>.</summary>
    /// <exception cref="GenerationException">The document isn't OpenAPI 3, or a reference leads nowhere.</exception>
    public static IReadOnlyDictionary<string, ComparedOperation> Read(SpecSource source)
    {
        if (source.Root.GetText("openapi")?.StartsWith("3.", StringComparison.Ordinal) != true || source.Root.Get("paths") is not YamlMappingNode paths)
        {
            throw new GenerationException(source.At(
                source.Root, DiagnosticCodes.OpenApiVersion, "Only OpenAPI 3 is compared: the document needs openapi: 3.x and paths. Convert an older one first."));
        }

        var reader = new ApiReader(source);
        return source.Operations().ToDictionary(
            operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}",
            operation => reader.Operation(paths.Get(operation.Path)!, operation.Node));
    }

    private ComparedOperation Operation(YamlNode path, YamlNode operation)
    {
        var parameters = new Dictionary<string, ApiMember>();
        foreach (var parameter in path.Get("parameters").Items().Concat(operation.Get("parameters").Items()).Select(_schemas.Resolve))
        {
            // An operation's own parameter comes later and replaces the one of its path.
            parameters[$"{parameter.GetText("in")}.{parameter.GetText("name")}"] = new ApiMember(
                parameter.Get("schema") is { } schema ? _schemas.Read(schema) : Body(parameter), parameter.IsTrue("required"));
        }

        var request = operation.Get("requestBody") is { } reference ? _schemas.Resolve(reference) : null;
        return new ComparedOperation(
            parameters,
            request is null ? null : new ApiMember(Body(request), request.IsTrue("required")),
            operation.Get("responses").Members().ToDictionary(response => response.Name, response => Body(_schemas.Resolve(response.Value))));
    }

    private ApiSchema Body(YamlNode owner)
    {
        var content = owner.Get("content").Members().FirstOrDefault(content => IsJson(content.Name))?.Value;
        return content.Get("schema") is { } schema ? _schemas.Read(schema) : ApiSchema.NoBody;
    }

    private static bool IsJson(string contentType)
    {
        var mediaType = contentType.Split(';')[0].Trim();
        return mediaType is "application/json" or "*/*" || mediaType.EndsWith("+json", StringComparison.Ordinal);
    }
}
