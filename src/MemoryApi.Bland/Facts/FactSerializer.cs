using Newtonsoft.Json;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Bland;

/// <summary>The default serializer between facts and a user's own types.</summary>
internal static class FactSerializer
{
    // Not CreateDefault: settings that a program made for other data must not change its facts.
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of a type by reflection.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for a type at run time.")]
#endif
    public static JsonSerializer Create() => JsonSerializer.Create(new JsonSerializerSettings
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        // Otherwise a fact that is called $id or $ref would be lost.
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        MaxDepth = null,
    });
}
