using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Documents;

/// <summary>Chooses the security scheme of a client: the one that most operations accept.</summary>
internal static class SecuritySchemes
{
    /// <summary>The scheme to use, and the operations that don't accept it.</summary>
    public static (ApiSecurity Security, IReadOnlyList<SpecOperation> Others) Chosen(SpecSource source)
    {
        var schemes = source.Root.Get("components").Get("securitySchemes").Members()
            .Select(scheme => (scheme.Name, Security: Read(source.Resolve(scheme.Value)!)))
            .Where(scheme => scheme.Security is not null)
            .ToDictionary(scheme => scheme.Name, scheme => scheme.Security!);
        var operations = source.Operations().Select(operation => (Operation: operation, Accepted: Accepted(operation.Node.Get("security") ?? source.Root.Get("security"), schemes))).ToList();

        // Two schemes that send the same header count as one, e.g. OAuth and bearer tokens.
        var best = schemes.Values.Distinct()
            .OrderByDescending(candidate => operations.Count(operation => operation.Accepted?.Any(accepted => Same(accepted, candidate)) == true))
            .FirstOrDefault();
        if (best is null || (operations.TrueForAll(operation => operation.Accepted is null) && source.Root.Get("security") is null && schemes.Count > 1))
        {
            return (best ?? new ApiSecurity(SecurityKind.None, null, null), []);
        }

        return (best, [.. operations.Where(operation => operation.Accepted?.Any(accepted => Same(accepted, best)) == false).Select(operation => operation.Operation)]);
    }

    /// <summary>The header of a scheme; null when the scheme isn't supported.</summary>
    public static ApiSecurity? Read(YamlNode scheme)
    {
        var variable = scheme.GetText(Extensions.AuthEnvironment);
        return (scheme.GetText("type"), scheme.GetText("scheme")?.ToLowerInvariant(), scheme.GetText("in")) switch
        {
            ("apiKey", _, "header") when scheme.GetText("name") is { } name => new ApiSecurity(SecurityKind.Key, name, variable),
            ("http", "bearer", _) or ("oauth2", _, _) or ("openIdConnect", _, _) => new ApiSecurity(SecurityKind.Bearer, "Authorization", variable),
            ("http", "basic", _) => new ApiSecurity(SecurityKind.Basic, "Authorization", variable),
            _ => null,
        };
    }

    private static bool Same(ApiSecurity one, ApiSecurity other) => (one.Scheme, one.Header) == (other.Scheme, other.Header);

    /// <summary>The schemes that an operation accepts; null when it needs none.</summary>
    private static List<ApiSecurity>? Accepted(YamlNode? requirements, Dictionary<string, ApiSecurity> schemes)
    {
        var alternatives = requirements.Items().ToList();
        return alternatives.Count == 0 || alternatives.Exists(alternative => !alternative.Members().Any())
            ? null
            : [.. alternatives.SelectMany(alternative => alternative.Members()).Where(member => schemes.ContainsKey(member.Name)).Select(member => schemes[member.Name])];
    }
}
