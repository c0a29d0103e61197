using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.OpenApi;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>The header that must carry the key: that of the security scheme which most operations accept.</summary>
internal sealed class ExpectedKey
{
    private readonly OpenApiDocument _document;

    public ExpectedKey(OpenApiDocument document)
    {
        _document = document;
        var accepted = (document.Paths ?? []).SelectMany(path => path.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(operation => Accepted(operation).Distinct());
        var declared = (document.Components?.SecuritySchemes ?? new Dictionary<string, IOpenApiSecurityScheme>()).Values.Select(HeaderOf).OfType<(string, string)>().Distinct().ToList();
        var counts = accepted.CountBy(header => header).ToDictionary(count => count.Key, count => count.Value);
        Header = declared.Count == 0 ? null : declared.OrderByDescending(header => counts.GetValueOrDefault(header)).First();
    }

    /// <summary>Name and value; null when the service takes no key.</summary>
    public (string Name, string Value)? Header { get; }

    private IEnumerable<(string Name, string Value)> Accepted(OpenApiOperation operation) =>
        (operation.Security ?? _document.Security ?? []).SelectMany(requirement => requirement.Keys).Select(HeaderOf).OfType<(string, string)>();

    private static (string Name, string Value)? HeaderOf(IOpenApiSecurityScheme scheme) => (scheme.Type, scheme.Scheme?.ToLowerInvariant()) switch
    {
        (SecuritySchemeType.ApiKey, _) when scheme.In == ParameterLocation.Header => (scheme.Name!, GeneratedClient.Key),
        (SecuritySchemeType.Http, "bearer") or (SecuritySchemeType.OAuth2 or SecuritySchemeType.OpenIdConnect, _) => ("Authorization", "Bearer " + GeneratedClient.Key),
        (SecuritySchemeType.Http, "basic") => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(GeneratedClient.Key))),
        _ => null,
    };
}
