using System.Security.Cryptography;
using System.Text;

namespace MemoryApi.Core;

/// <summary>A name for a key that doesn't give it away: the same key has the same name, in every process, and the name leads back to none.</summary>
internal static class ApiKeyIdentity
{
    // So that it is no hash that stands in anybody's table.
    private const string Purpose = "MemoryApi key identity 1:";

    public static string Of(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(Purpose + key);
#if NET
        var hash = SHA256.HashData(bytes);
#else
        using var algorithm = SHA256.Create();
        var hash = algorithm.ComputeHash(bytes);
#endif
        var text = new StringBuilder(hash.Length * 2);
        foreach (var part in hash)
        {
            text.Append("0123456789abcdef"[part >> 4]).Append("0123456789abcdef"[part & 15]);
        }

        return text.ToString();
    }
}
