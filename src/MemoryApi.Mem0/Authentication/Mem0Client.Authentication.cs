using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class Mem0Client
{
    /// <summary>Mem0 requires the word <c>Token</c> before the key. An OpenAPI security scheme can't express that.</summary>
    static partial void ConfigureAuthentication(ApiAuthentication authentication)
    {
        authentication.Prefix = "Token ";
        authentication.CopiedWords = ["Token", "Bearer"];
    }
}
