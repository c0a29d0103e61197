using System.Globalization;
using System.IO;
using System.Text;

namespace MemoryApi.Core;

/// <summary>Writes text as UTF-8 into pooled memory, without a byte order mark and without an array between.</summary>
internal sealed class Utf8BytesWriter : TextWriter
{
    private readonly PooledBytes _bytes;
    private readonly char[] _single = new char[1];

    // A surrogate pair may come in two parts; until the second is here, the encoder keeps the first. Few texts need one.
    private Encoder? _encoder;
    private bool _isPairOpen;

    public Utf8BytesWriter(PooledBytes bytes)
        : base(CultureInfo.InvariantCulture) => _bytes = bytes;

    public override Encoding Encoding => Utf8Text.Encoding;

    public override void Write(char value)
    {
        if (value < 0x80 && !_isPairOpen)
        {
            var free = _bytes.Free(1);
            free.Array![free.Offset] = (byte)value;
            _bytes.Advance(1);
            return;
        }

        _single[0] = value;
        Write(_single, 0, 1);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (count == 0)
        {
            return;
        }

        var free = _bytes.Free(Utf8Text.Encoding.GetMaxByteCount(count));
        var opensPair = char.IsHighSurrogate(buffer[index + count - 1]);
        if (opensPair || _isPairOpen)
        {
            _encoder ??= Utf8Text.Encoding.GetEncoder();
            _bytes.Advance(_encoder.GetBytes(buffer, index, count, free.Array!, free.Offset, flush: false));
            _isPairOpen = opensPair;
        }
        else
        {
            _bytes.Advance(Utf8Text.Encoding.GetBytes(buffer, index, count, free.Array!, free.Offset));
        }
    }

    public override void Write(string? value)
    {
        if (value is null or { Length: 0 })
        {
            return;
        }

        if (_isPairOpen || char.IsHighSurrogate(value[value.Length - 1]))
        {
            Write(value.ToCharArray(), 0, value.Length);
            return;
        }

        var free = _bytes.Free(Utf8Text.Encoding.GetMaxByteCount(value.Length));
        _bytes.Advance(Utf8Text.Encoding.GetBytes(value, 0, value.Length, free.Array!, free.Offset));
    }

    /// <summary>Writes what an open pair has left behind.</summary>
    public void Complete()
    {
        if (_encoder is not null)
        {
            var free = _bytes.Free(Utf8Text.Encoding.GetMaxByteCount(1));
            _bytes.Advance(_encoder.GetBytes(_single, 0, 0, free.Array!, free.Offset, flush: true));
        }
    }
}
