using System;
using System.IO;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Reads UTF-8 bytes as text, straight into the buffer of who asks.</summary>
internal sealed class Utf8BytesReader : TextReader
{
    private readonly Decoder _decoder = Utf8Text.Encoding.GetDecoder();
    private readonly char[] _pair = new char[2];
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _position;
    private bool _isSecondPending;

    public Utf8BytesReader(ArraySegment<byte> bytes)
    {
        _bytes = bytes.Array ?? [];
        _position = bytes.Offset + Utf8Text.ByteOrderMarkLength(bytes);
        _end = bytes.Offset + bytes.Count;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        if (_isSecondPending)
        {
            buffer[index] = _pair[1];
            _isSecondPending = false;
            return 1;
        }

        if (count > 1)
        {
            return Decode(buffer, index, count);
        }

        // A surrogate pair is decoded as a whole or not at all.
        var decoded = Decode(_pair, 0, _pair.Length);
        buffer[index] = _pair[0];
        _isSecondPending = decoded > 1;
        return Math.Min(decoded, 1);
    }

    private int Decode(char[] buffer, int index, int count)
    {
        _decoder.Convert(_bytes, _position, _end - _position, buffer, index, count, flush: true, out var bytesUsed, out var charsUsed, out _);
        _position += bytesUsed;
        return charsUsed;
    }
}
