using System;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Bytes of an answer as text.</summary>
internal static class Utf8Text
{
    /// <summary>UTF-8 that writes no byte order mark and reads anything, wrong bytes as U+FFFD.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    public static string Decode(ArraySegment<byte> bytes)
    {
        var mark = ByteOrderMarkLength(bytes);
        return bytes.Count == mark ? string.Empty : Encoding.GetString(bytes.Array!, bytes.Offset + mark, bytes.Count - mark);
    }

    /// <summary>Decodes the beginning, at most so many bytes, without cutting a character.</summary>
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

    public static int ByteOrderMarkLength(ArraySegment<byte> bytes) =>
        bytes.Count >= 3 && bytes.Array![bytes.Offset] == 0xEF && bytes.Array[bytes.Offset + 1] == 0xBB && bytes.Array[bytes.Offset + 2] == 0xBF
            ? 3
            : 0;
}
