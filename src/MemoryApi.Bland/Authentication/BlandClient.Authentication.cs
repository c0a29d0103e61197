using MemoryApi.Core;

namespace MemoryApi.Bland;

public partial class BlandClient
{
    /// <summary>Bland takes the bare key; many paste it with the word that other services want before it.</summary>
    static partial void ConfigureAuthentication(ApiAuthentication authentication) => authentication.CopiedWords = ["Bearer"];
}
