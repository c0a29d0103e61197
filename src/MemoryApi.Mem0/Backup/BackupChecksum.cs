using System;
using System.Security.Cryptography;
using System.Text;

namespace MemoryApi.Mem0;

/// <summary>
/// The checksums of a backup: SHA-256 over the bytes exactly as they are written. A closing line, <c>page</c> or <c>end</c>, has a checksum over all lines since the
/// previous closing line and over itself up to the checksum. It also repeats the previous checksum, so the last checksum covers the whole file. Checksums detect
/// damage, but not forgery: whoever changes a backup on purpose can recompute them.
/// </summary>
internal sealed class BackupChecksum : IDisposable
{
    /// <summary>Name of the member with the checksum. It is the last one of its line.</summary>
    public const string Member = "sha256";

    private const string After = "\"}}";
    private const int Digits = 64;

    private static readonly byte[] Before = Encoding.ASCII.GetBytes("\"" + Member + "\":\"");
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The placeholder in a line whose checksum isn't computed yet.</summary>
    public static string Placeholder { get; } = new('0', Digits);

    /// <summary>The checksum of a header, which doesn't contain one itself.</summary>
    public string OfHeader(ArraySegment<byte> line)
    {
        Append(line);
        return Hex(_hash.GetHashAndReset());
    }

    /// <summary>Adds a line, given without its line break.</summary>
    public void Append(ArraySegment<byte> line)
    {
        _hash.AppendData(line.Array!, line.Offset, line.Count);
        _hash.AppendData(LineEnd);
    }

    /// <summary>Computes the checksum of the lines since the last closing line, and of this closing line without the checksum that it contains.</summary>
    /// <returns><see langword="null"/> when the line doesn't have the form of a closing line.</returns>
    public string? OfSealed(ArraySegment<byte> line)
    {
        var length = line.Count - Digits - After.Length;
        if (length < Before.Length || !IsSealed(line, length))
        {
            _hash.GetHashAndReset();
            return null;
        }

        _hash.AppendData(line.Array!, line.Offset, length);
        return Hex(_hash.GetHashAndReset());
    }

    /// <summary>Replaces the placeholder in a line by the checksum.</summary>
    /// <returns>The checksum.</returns>
    public string Seal(byte[] line)
    {
        var checksum = OfSealed(new ArraySegment<byte>(line)) ?? throw new InvalidOperationException("A closing line doesn't end with its checksum.");
        Encoding.ASCII.GetBytes(checksum, 0, Digits, line, line.Length - Digits - After.Length);
        return checksum;
    }

    public void Dispose() => _hash.Dispose();

    private static bool IsSealed(ArraySegment<byte> line, int length)
    {
        var bytes = line.AsSpan();
        return bytes.Slice(0, length).EndsWith(Before) && bytes.Slice(length + Digits).SequenceEqual("\"}}"u8);
    }

    private static string Hex(byte[] hash)
    {
        var text = new StringBuilder(hash.Length * 2);
        foreach (var part in hash)
        {
            text.Append("0123456789abcdef"[part >> 4]).Append("0123456789abcdef"[part & 15]);
        }

        return text.ToString();
    }
}
