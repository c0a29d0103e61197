using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>One key in one header, the same for all operations.</summary>
internal sealed class SecurityConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var schemes = source.Root.Get("components").Get("securitySchemes").Members().ToList();
        if (schemes.Count != 1 || schemes[0].Value.GetText("type") != "apiKey" || schemes[0].Value.GetText("in") != "header" || schemes[0].Value.GetText("name") is null)
        {
            yield return source.At("/components/securitySchemes", DiagnosticCodes.Security,
                "The document needs exactly one security scheme, an apiKey in a header. What stands before the key goes into its x-auth-prefix.");
        }

        if (source.Root.Get("servers").Items().FirstOrDefault().GetText("url") is not { } url || !System.Uri.TryCreate(url, System.UriKind.Absolute, out _) || url.EndsWith('/'))
        {
            yield return source.At("/servers", DiagnosticCodes.Security, "The first server needs an absolute url without a slash at its end.");
        }
    }
}
