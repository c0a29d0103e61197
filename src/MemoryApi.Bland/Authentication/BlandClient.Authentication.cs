using MemoryApi.Core;

namespace MemoryApi.Bland;

public partial class BlandClient
{
    /// <summary>Bland requires the key without a prefix, but many people paste it with the prefix that other services require.</summary>
    static partial void ConfigureAuthentication(ApiAuthentication authentication) => authentication.CopiedWords = ["Bearer"];
}
