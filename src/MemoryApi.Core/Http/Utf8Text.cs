using System;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Bytes of a response as text.</summary>
internal static class Utf8Text
{
    /// <summary>UTF-8 without a byte order mark. Invalid bytes are read as U+FFFD.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>UTF-8 that throws an exception for invalid bytes, and for characters that it can't encode.</summary>
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes as text, with U+FFFD for invalid ones.</summary>
    public static string GetString(ReadOnlySpan<byte> utf8) =>
#if NET
        Encoding.GetString(utf8);
#else
        Encoding.GetString(utf8.ToArray());
#endif

    /// <summary>The bytes without a byte order mark. If some are invalid, a copy with U+FFFD in their place.</summary>
    public static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.StartsWith(ByteOrderMark) ? utf8.Slice(ByteOrderMark.Length) : utf8;
        return IsValid(text) ? text : Encoding.GetBytes(GetString(text));
    }

    public static string Decode(ArraySegment<byte> bytes)
    {
        var mark = ByteOrderMarkLength(bytes);
        return bytes.Count == mark ? string.Empty : Encoding.GetString(bytes.Array!, bytes.Offset + mark, bytes.Count - mark);
    }

    /// <summary>Decodes the beginning, up to a number of bytes, without cutting a character in half.</summary>
    public static string Decode(ArraySegment<byte> bytes, int limit, out bool isTruncated)
    {
        isTruncated = bytes.Count > limit;
        if (!isTruncated)
        {
            return Decode(bytes);
        }

        var end = limit;
        while (end > 0 && limit - end < 3 && (bytes.Array![bytes.Offset + end] & 0xC0) == 0x80)
        {
            end--;
        }

        return Decode(new ArraySegment<byte>(bytes.Array!, bytes.Offset, end));
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

#if NET
    private static bool IsValid(ReadOnlySpan<byte> utf8) => System.Text.Unicode.Utf8.IsValid(utf8);
#else
    private static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Strict.GetCharCount(utf8.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#endif

    public static int ByteOrderMarkLength(ArraySegment<byte> bytes) =>
        bytes.Count >= 3 && bytes.Array![bytes.Offset] == 0xEF && bytes.Array[bytes.Offset + 1] == 0xBB && bytes.Array[bytes.Offset + 2] == 0xBF
            ? 3
            : 0;
}
