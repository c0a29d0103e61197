using System.Collections.Generic;
using MemoryApi.Generator.Specs;
using NJsonSchema;
using NSwag;

namespace MemoryApi.Generator.Documents;

/// <summary>A document in the form from which code is generated.</summary>
internal sealed record ApiDocument
{
    /// <summary>NSwag's model: the schemas, and the operations by their names.</summary>
    public required OpenApiDocument Model { get; init; }

    public required SpecSource Source { get; init; }

    public required SchemaBuilder Schemas { get; init; }

    public required string ClientName { get; init; }

    public required string Title { get; init; }

    /// <summary>The address of the service.</summary>
    public required string Address { get; init; }

    /// <summary>The environment variable that holds another address.</summary>
    public string? AddressVariable { get; init; }

    /// <summary>The header that names the client.</summary>
    public string? ClientHeader { get; init; }

    public required ApiSecurity Security { get; init; }

    public required IReadOnlyList<ApiGroup> Groups { get; init; }
}

/// <summary>A group of operations, which becomes a property of the root client.</summary>
internal sealed record ApiGroup(string Name, string Description, IReadOnlyList<DocumentOperation> Operations);

/// <summary>How calls are authenticated.</summary>
/// <param name="Scheme">HTTP's scheme, a key in a header, or none.</param>
/// <param name="Header">The header with the key.</param>
/// <param name="Variable">The environment variable that holds the key.</param>
internal sealed record ApiSecurity(SecurityKind Scheme, string? Header, string? Variable);

internal enum SecurityKind
{
    None,
    Key,
    Bearer,
    Basic,
}
