using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class Mem0Client
{
    /// <summary>Mem0 wants the word <c>Token</c> before the key, which its specification can only say in words.</summary>
    static partial void ConfigureAuthentication(ApiAuthentication authentication)
    {
        authentication.Prefix = "Token ";
        authentication.CopiedWords = ["Token", "Bearer"];
    }
}
