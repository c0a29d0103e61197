using System;
using System.Security.Cryptography;
using System.Text;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <summary>
/// Verifies that a webhook comes from the service. The service signs the body of each webhook with the secret of the account: HMAC-SHA256 in hexadecimal, in the
/// header <see cref="HeaderName"/>.
/// </summary>
/// <remarks>Verify the received bytes before anything parses or formats them. The signature contains no time, so it doesn't detect a repeated webhook.</remarks>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string HeaderName = "X-Webhook-Signature";

    private const int SignatureLength = 32;

    /// <summary>Whether the signature matches the body. The comparison takes constant time.</summary>
    /// <param name="body">The body of the request, exactly as received.</param>
    /// <param name="signature">The value of the header, in upper or lower case; <see langword="null"/> when there is none.</param>
    /// <param name="secret">The secret of the account's webhooks.</param>
    /// <returns><see langword="true"/> if it matches; <see langword="false"/> if it doesn't, or if the signature is missing or malformed.</returns>
    /// <exception cref="ArgumentException">The secret is blank.</exception>
    public static bool Verify(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        Require.NotBlank(secret, nameof(secret));
        return TryDecode(signature) is { } claimed && AreEqual(claimed, Hash(body, secret));
    }

    /// <summary>Whether the signature matches the body. The comparison takes constant time.</summary>
    /// <param name="body">The body of the request, exactly as received.</param>
    /// <param name="signature">The value of the header, in upper or lower case; <see langword="null"/> when there is none.</param>
    /// <param name="secret">The secret of the account's webhooks.</param>
    /// <returns><see langword="true"/> if it matches; <see langword="false"/> if it doesn't, or if the signature is missing or malformed.</returns>
    /// <exception cref="ArgumentException">The body is missing, or the secret is blank.</exception>
    public static bool Verify(byte[] body, string? signature, string secret)
    {
        Require.NotNull(body, nameof(body));
        return Verify(body.AsSpan(), signature, secret);
    }

    /// <summary>Whether the signature matches the body. The comparison takes constant time.</summary>
    /// <param name="body">The body of the request as text. Its UTF-8 bytes must equal the received ones.</param>
    /// <param name="signature">The value of the header, in upper or lower case; <see langword="null"/> when there is none.</param>
    /// <param name="secret">The secret of the account's webhooks.</param>
    /// <returns><see langword="true"/> if it matches; <see langword="false"/> if it doesn't, or if the signature is missing or malformed.</returns>
    /// <exception cref="ArgumentException">The body is missing, or the secret is blank.</exception>
    public static bool Verify(string body, string? signature, string secret)
    {
        Require.NotNull(body, nameof(body));
        return Verify(Encoding.UTF8.GetBytes(body).AsSpan(), signature, secret);
    }

    private static byte[] Hash(ReadOnlySpan<byte> body, string secret)
    {
        var key = Encoding.UTF8.GetBytes(secret);
#if NET
        return HMACSHA256.HashData(key, body);
#else
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(body.ToArray());
#endif
    }

    private static byte[]? TryDecode(string? hex)
    {
        if (hex is not { Length: SignatureLength * 2 })
        {
            return null;
        }

        var bytes = new byte[SignatureLength];
        for (var i = 0; i < bytes.Length; i++)
        {
            var high = Digit(hex[2 * i]);
            var low = Digit(hex[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return bytes;
    }

    private static int Digit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    private static bool AreEqual(byte[] left, byte[] right)
    {
#if NET
        return CryptographicOperations.FixedTimeEquals(left, right);
#else
        // No early return: the duration must not reveal how many bytes match.
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference == 0;
#endif
    }
}
