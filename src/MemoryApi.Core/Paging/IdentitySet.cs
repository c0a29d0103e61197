using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Remembers which items have come, however many: of each identity it keeps the first 16 bytes of its SHA-256 hash. Among a billion
/// identities the probability that two are confused is below 10⁻²⁰.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IdentitySet
{
    private readonly HashSet<Hash> _hashes = [];

    /// <summary>Adds an identity.</summary>
    /// <param name="identity">What tells an item apart from all others.</param>
    /// <returns>Whether it wasn't there before.</returns>
    public bool Add(string identity) => _hashes.Add(Hash.Of(identity));

    /// <summary>One identity of several members that only together tell an item apart.</summary>
    /// <param name="parts">The members' values.</param>
    /// <returns><see langword="null"/> when one of them is missing.</returns>
    public static string? Join(params string?[] parts)
    {
        Require.NotNull(parts, nameof(parts));
        var identity = new StringBuilder();
        foreach (var part in parts)
        {
            if (string.IsNullOrEmpty(part))
            {
                return null;
            }

            // With its length, since it may hold any character.
            identity.Append(part!.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return identity.ToString();
    }

    private readonly record struct Hash(ulong First, ulong Second)
    {
        public static Hash Of(string identity)
        {
            Require.NotNull(identity, nameof(identity));

            // The characters as they are: an encoding would make all halves of surrogate pairs one.
            var characters = MemoryMarshal.AsBytes(identity.AsSpan());
#if NET
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(characters, hash);
#else
            using var algorithm = SHA256.Create();
            ReadOnlySpan<byte> hash = algorithm.ComputeHash(characters.ToArray());
#endif
            return new Hash(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.Slice(sizeof(ulong))));
        }
    }
}
