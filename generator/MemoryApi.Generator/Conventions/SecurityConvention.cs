using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>All operations use the same API key in the same header.</summary>
internal sealed class SecurityConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var schemes = source.Root.Get("components").Get("securitySchemes").Members().ToList();
        if (schemes.Count != 1 || schemes[0].Value.GetText("type") != "apiKey" || schemes[0].Value.GetText("in") != "header" || schemes[0].Value.GetText("name") is null)
        {
            yield return source.AtPointer("/components/securitySchemes", DiagnosticCodes.Security,
                "The document needs exactly one security scheme, an apiKey in a header. What stands before the key is set by ConfigureAuthentication in a hand-written part of the client.");
        }

        foreach (var requirement in source.Operations().Select(operation => operation.Node).Prepend(source.Root).SelectMany(holder => holder.Get("security").Items()))
        {
            foreach (var (key, name, _) in requirement.Members().Where(member => schemes.TrueForAll(scheme => scheme.Name != member.Name)))
            {
                yield return source.At(key, DiagnosticCodes.Security, $"The security scheme {name} isn't defined. Use one of components/securitySchemes.");
            }
        }

        if (source.Root.Get("servers").Items().FirstOrDefault().GetText("url") is not { } url || !System.Uri.TryCreate(url, System.UriKind.Absolute, out _) || url.EndsWith('/'))
        {
            yield return source.AtPointer("/servers", DiagnosticCodes.Security, "The first server needs an absolute url without a slash at its end.");
        }
    }
}
