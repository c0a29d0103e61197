using System;
using System.Buffers;
using System.IO;
using Newtonsoft.Json;

namespace MemoryApi.Core;

/// <summary>
/// Reads the JSON of an answer, all of which is in memory, and can tell the exact text of a value. So what is free-form is
/// passed over and only parsed when somebody looks at it, and a number keeps all of its digits.
/// </summary>
internal sealed class WireJsonReader : JsonTextReader
{
    private const int Deepest = 128;

    private readonly char[] _text;
    private readonly int _length;

    // JsonTextReader tells line and column; the offset follows from where the line begins.
    private int _knownLine = 1;
    private int _knownLineStart;

    private WireJsonReader(char[] text, int length)
        : base(new CharsReader(text, length))
    {
        _text = text;
        _length = length;
        ArrayPool = JsonCharPool.Instance;
        DateParseHandling = DateParseHandling.None;

        // Doubles take any number that JSON can write, decimals don't. Who wants digits asks for the text.
        FloatParseHandling = FloatParseHandling.Double;
        MaxDepth = Deepest;
    }

    /// <summary>A reader of UTF-8 bytes, which must stay as they are until it is disposed.</summary>
    public static WireJsonReader Create(ArraySegment<byte> utf8)
    {
        var mark = Utf8Text.ByteOrderMarkLength(utf8);
        var count = utf8.Count - mark;
        var text = ArrayPool<char>.Shared.Rent(Math.Max(count, 1));
        var length = count <= 0 ? 0 : Utf8Text.Encoding.GetChars(utf8.Array!, utf8.Offset + mark, count, text, 0);
        return new WireJsonReader(text, length);
    }

    /// <summary>Passes over the object or array that begins here and gives its text.</summary>
    public string ReadContainerText()
    {
        var start = Offset - 1;
        Skip();
        return new string(_text, start, Offset - start);
    }

    /// <summary>The text of the number that the reader stands on.</summary>
    public string NumberText()
    {
        var end = Offset;
        var start = end;
        while (start > 0 && IsPartOfNumber(_text[start - 1]))
        {
            start--;
        }

        return new string(_text, start, end - start);
    }

    public override void Close()
    {
        var isFirst = CurrentState != State.Closed;
        base.Close();
        if (isFirst)
        {
            ArrayPool<char>.Shared.Return(_text);
        }
    }

    /// <summary>How many characters are before the reader's position.</summary>
    private int Offset
    {
        get
        {
            var line = LineNumber;
            while (_knownLine < line)
            {
                _knownLineStart = NextLineStart(_knownLineStart);
                _knownLine++;
            }

            return _knownLineStart + LinePosition;
        }
    }

    private static bool IsPartOfNumber(char c) => c is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E';

    // The same line ends as JsonTextReader's: \n, \r, and both together as one.
    private int NextLineStart(int from)
    {
        var end = Array.FindIndex(_text, from, _length - from, static c => c is '\n' or '\r');
        return _text[end] == '\r' && end + 1 < _length && _text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    private sealed class CharsReader(char[] text, int length) : TextReader
    {
        private int _position;

        public override int Read(char[] buffer, int index, int count)
        {
            var copied = Math.Min(count, length - _position);
            Array.Copy(text, _position, buffer, index, copied);
            _position += copied;
            return copied;
        }
    }
}
