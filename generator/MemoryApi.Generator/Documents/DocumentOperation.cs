using System.Collections.Generic;
using MemoryApi.Generator.Specs;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Documents;

/// <summary>One operation of a document.</summary>
internal sealed record DocumentOperation
{
    public required string Id { get; init; }

    public required string Group { get; init; }

    public required string Verb { get; init; }

    public required string Path { get; init; }

    /// <summary>The method in lower case.</summary>
    public required string Method { get; init; }

    public required YamlNode Node { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    public bool IsDeprecated => Node.IsTrue("deprecated");

    public bool IsIdempotent => Method is "get" or "head" or "options" or "trace" || Node.IsTrue(Extensions.Idempotent);

    /// <summary>The operations to use instead of a deprecated one.</summary>
    public IReadOnlyList<string> ReplacedBy => Node.GetTexts(Extensions.ReplacedBy);

    /// <summary>Parameters of which exactly one is sent.</summary>
    public IReadOnlyList<string> ExactlyOneOf => Node.GetTexts(Extensions.ExactlyOneOf);

    /// <summary>Path, query and header parameters, as the document lists them.</summary>
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    public ApiContent? Body { get; init; }

    public bool IsBodyRequired { get; init; }

    public string? BodyDescription { get; init; }

    /// <summary>The content of a success; null when no success has content.</summary>
    public ApiContent? Result { get; init; }

    public string? ResultDescription { get; init; }

    /// <summary>Whether there is a success without content.</summary>
    public required bool IsEmptyResultAllowed { get; init; }

    /// <summary>The status codes of errors, with their descriptions.</summary>
    public required IReadOnlyList<(string Status, string Description)> Errors { get; init; }
}

/// <summary>A parameter outside of the body.</summary>
internal sealed record ApiParameter(string Name, string In, string? DeclaredName, JsonSchema Schema, bool IsRequired, string? Description)
{
    /// <summary>How lists and objects are written: OpenAPI's <c>style</c>.</summary>
    public required string Style { get; init; }

    public required bool Explode { get; init; }

    /// <summary>Whether the value is JSON: a parameter with <c>content</c>.</summary>
    public bool IsJson { get; init; }

    public required YamlNode Node { get; init; }
}

/// <summary>The content of a body.</summary>
internal sealed record ApiContent(JsonSchema Schema, string MediaType, ContentFormat Format);

/// <summary>How content is written or read; the names are those of the runtime's enum.</summary>
internal enum ContentFormat
{
    Json,
    Form,
    Text,
    Bytes,
}
