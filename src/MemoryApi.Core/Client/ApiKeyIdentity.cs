using System.Security.Cryptography;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Computes a name for a key. The same key has the same name in each process, and the key can't be computed from the name.</summary>
internal static class ApiKeyIdentity
{
    // A salt, so that tables of known hashes are useless.
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
