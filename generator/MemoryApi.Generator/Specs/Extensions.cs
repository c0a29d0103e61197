using System.Collections.Generic;

namespace MemoryApi.Generator.Specs;

/// <summary>The names of the extensions that the generator reads. They are documented in the package's README.</summary>
internal static class Extensions
{
    public const string ClientName = "x-client-name";
    public const string ClientHeader = "x-client-header";
    public const string AddressEnvironment = "x-address-environment";
    public const string AuthEnvironment = "x-auth-environment";
    public const string Idempotent = "x-idempotent";
    public const string Source = "x-source";
    public const string ReplacedBy = "x-replaced-by";
    public const string Shorthand = "x-shorthand";
    public const string ExactlyOneOf = "x-exactly-one-of";
    public const string Pagination = "x-pagination";
    public const string Name = "x-name";
    public const string Aliases = "x-aliases";
    public const string Type = "x-type";
    public const string Envelope = "x-envelope";

    public static readonly IReadOnlyList<string> All =
    [
        ClientName, ClientHeader, AddressEnvironment, AuthEnvironment, Idempotent, Source, ReplacedBy, Shorthand, ExactlyOneOf, Pagination, Name, Aliases, Type, Envelope,
    ];
}
