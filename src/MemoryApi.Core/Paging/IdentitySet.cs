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
/// Remembers which items have been seen. It keeps only 16 bytes for each, the first half of a SHA-256 hash, so that it can hold very many. Among a billion items the
/// probability that two are confused is below 10⁻²⁰.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IdentitySet
{
    private readonly HashSet<Hash> _hashes = [];

    /// <summary>Adds an identity.</summary>
    /// <param name="identity">The text that identifies an item.</param>
    /// <returns><see langword="true"/> if the item is new.</returns>
    public bool Add(string identity) => _hashes.Add(Hash.Of(identity));

    /// <summary>Combines several members that together identify an item.</summary>
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

            // Each value is prefixed with its length, since no separator is safe: a value may contain any character.
            identity.Append(part!.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return identity.ToString();
    }

    private readonly record struct Hash(ulong First, ulong Second)
    {
        public static Hash Of(string identity)
        {
            Require.NotNull(identity, nameof(identity));

            // Hashes the UTF-16 characters: an encoding would turn all lone surrogates into the same bytes.
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
