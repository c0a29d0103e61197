using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// A text that is equal for equal scopes and different for others. It is made with a secret of the process, so that nobody can find out an id by trying ids.
/// </summary>
internal static class ScopeFingerprint
{
    private static readonly byte[] Secret = CreateSecret();

    /// <summary>The fingerprint, as a new object in each call.</summary>
    public static string Of(EntityScope? scope)
    {
        var ids = scope is null ? "" : Part(scope.UserId) + Part(scope.AgentId) + Part(scope.AppId) + Part(scope.RunId);
        using var hash = new HMACSHA256(Secret);
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(ids)));
    }

    // The length keeps the ids apart: otherwise "ab" and "c" would give the same text as "a" and "bc".
    private static string Part(string? id) => id is null ? "-" : string.Concat(id.Length.ToString(CultureInfo.InvariantCulture), ":", id);

    private static byte[] CreateSecret()
    {
        var secret = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(secret);
        return secret;
    }
}
