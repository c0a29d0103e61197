using System;
using System.Buffers;
using System.IO;
using Newtonsoft.Json;
#if NET
using System.Globalization;
#endif

namespace MemoryApi.Core;

/// <summary>
/// Reads the JSON of an answer, all of which is in memory. What it can do beyond <see cref="JsonTextReader"/> rests on one thing: its
/// buffer is the text itself, so that the place of a token in the buffer is its place in the answer.
/// <list type="bullet">
/// <item>Free-form values are cut out and passed over without making strings and boxes of what is in them (about 500 bytes for a
/// small object), and only parsed when somebody looks at them.</item>
/// <item>Numbers and times are read from the buffer straight into their types: no box of 24 bytes, no string of 60 to 90.</item>
/// <item>The text isn't copied once more into a buffer of the reader's own.</item>
/// </list>
/// What isn't plain JSON goes the way of <see cref="JsonTextReader"/>, which decides what it is.
/// </summary>
internal sealed class WireJsonReader : JsonTextReader
{
    private const int Deepest = 128;

    private readonly char[] _text;
    private readonly int _length;

    // JsonTextReader tells line and column; the offset follows from where the line begins.
    private int _knownLine = 1;
    private int _knownLineStart;

    // A value that stands next and that JsonTextReader hasn't read yet; None for none.
    private JsonToken _ahead;
    private int _aheadStart;
    private int _aheadEnd;
    private DateTimeOffset _aheadTime;

    private WireJsonReader(SharedText shared)
        : base(shared)
    {
        _text = shared.Chars;
        _length = shared.Length;
        ArrayPool = shared;
        DateParseHandling = DateParseHandling.None;

        // Doubles take any number that JSON can write, decimals don't. Who wants digits asks for the text.
        FloatParseHandling = FloatParseHandling.Double;
        MaxDepth = Deepest;
    }

    /// <inheritdoc/>
    public override JsonToken TokenType => _ahead == JsonToken.None ? base.TokenType : _ahead;

    /// <inheritdoc/>
    public override object? Value
    {
        get
        {
            CatchUp();
            return base.Value;
        }
    }

    /// <inheritdoc/>
    public override Type? ValueType
    {
        get
        {
            CatchUp();
            return base.ValueType;
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

    /// <summary>A reader of UTF-8 bytes, which it doesn't need any more afterwards.</summary>
    public static WireJsonReader Create(ArraySegment<byte> utf8) => new(SharedText.Decode(utf8));

    /// <inheritdoc/>
    public override bool Read()
    {
        CatchUp();
        return base.Read();
    }

    /// <summary>Moves from the name of a member to its value. A number or a time is then at hand without having been read.</summary>
    public bool ReadMemberValue()
    {
        var start = Offset;
        while (_text[start] == ' ' && start < _length)
        {
            start++;
        }

        switch (_text[start])
        {
            case '"' when WireTime.TryRead(_text, start + 1, _length, out _aheadEnd, out _aheadTime):
                _ahead = JsonToken.String;
                break;
#if NET
            case '-' or (>= '0' and <= '9') when JsonShape.TryNumber(_text, start, _length, out _aheadEnd, out var isWhole):
                _ahead = isWhole ? JsonToken.Integer : JsonToken.Float;
                break;
#endif
            default:
                return Read();
        }

        _aheadStart = start;
        return true;
    }

    /// <summary>Takes the time that stands here; otherwise nothing has happened.</summary>
    public bool TryTakeTime(out DateTimeOffset value)
    {
        value = _aheadTime;
        if (_ahead != JsonToken.String)
        {
            return false;
        }

        // JsonTextReader then reads an empty string, which costs nothing.
        _text[_aheadStart + 1] = '"';
        PassOver(_aheadStart + 2);
        return true;
    }

    /// <summary>Takes the whole number that stands here when it lies within the limits; otherwise nothing has happened.</summary>
    public bool TryTakeInteger(long minimum, long maximum, out long value)
    {
#if NET
        if (_ahead == JsonToken.Integer
            && long.TryParse(_text.AsSpan(_aheadStart, _aheadEnd - _aheadStart), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= minimum
            && value <= maximum)
        {
            PassOverNumber();
            return true;
        }
#endif
        value = 0;
        return false;
    }

    /// <summary>Takes the number that stands here; otherwise nothing has happened.</summary>
    public bool TryTakeDouble(out double value)
    {
#if NET
        if (_ahead is JsonToken.Integer or JsonToken.Float
            && double.TryParse(_text.AsSpan(_aheadStart, _aheadEnd - _aheadStart), NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            PassOverNumber();
            return true;
        }
#endif
        value = 0;
        return false;
    }

    /// <summary>Passes over the object or array that begins here and gives its text.</summary>
    public string ReadContainerText()
    {
        var start = PassOverContainer(static (text, begin, count) => new string(text, begin, count), out var text);
        return text ?? new string(_text, start, Offset - start);
    }

    /// <summary>Passes over the object or array that begins here and gives its text as UTF-8, which takes half the memory.</summary>
    public byte[] ReadContainerUtf8()
    {
        var start = PassOverContainer(static (text, begin, count) => Utf8Text.Encoding.GetBytes(text, begin, count), out var utf8);
        return utf8 ?? Utf8Text.Encoding.GetBytes(_text, start, Offset - start);
    }

    /// <summary>Passes over the object or array that begins here.</summary>
    public void SkipContainer() => PassOverContainer<object>(static (_, _, _) => string.Empty, out _);

    /// <summary>The text of the number that the reader stands on.</summary>
    public string NumberText()
    {
        if (_ahead != JsonToken.None)
        {
            return new string(_text, _aheadStart, _aheadEnd - _aheadStart);
        }

        var end = Offset;
        var start = end;
        while (start > 0 && IsPartOfNumber(_text[start - 1]))
        {
            start--;
        }

        return new string(_text, start, end - start);
    }

    private static bool IsPartOfNumber(char c) => c is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E';

    private void CatchUp()
    {
        if (_ahead != JsonToken.None)
        {
            _ahead = JsonToken.None;
            base.Read();
        }
    }

    private void PassOverNumber()
    {
        // JsonTextReader has boxes of small numbers ready.
        _text[_aheadStart] = '0';
        PassOver(_aheadStart + 1);
    }

    private void PassOver(int from)
    {
        Blank(from, _aheadEnd);
        CatchUp();
    }

    /// <summary>Passes over a container after it was taken. What isn't plain JSON is skipped token by token and not taken.</summary>
    private int PassOverContainer<T>(Func<char[], int, int, T> take, out T? taken)
        where T : class
    {
        var start = Offset - 1;
        var end = JsonShape.ContainerEnd(_text, start, _length, Deepest - Depth - 2);
        if (end < 0)
        {
            taken = null;
            Skip();
            return start;
        }

        taken = take(_text, start, end - start);

        // What is left for JsonTextReader is an empty container; its blanks keep the places of all that follows.
        Blank(start + 1, end - 1);
        base.Read();
        return start;
    }

    private void Blank(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_text[i] is not ('\n' or '\r'))
            {
                _text[i] = ' ';
            }
        }
    }

    // The same line ends as JsonTextReader's: \n, \r, and both together as one.
    private int NextLineStart(int from)
    {
        var end = Array.FindIndex(_text, from, _length - from, static c => c is '\n' or '\r');
        return _text[end] == '\r' && end + 1 < _length && _text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    /// <summary>
    /// The text, given to JsonTextReader both as what it reads and as the buffer to read it into: so it is there already. The
    /// memory goes back to the pool once, when the reader is closed.
    /// </summary>
    private sealed class SharedText : TextReader, IArrayPool<char>
    {
        // More than JsonTextReader ever looks ahead, so that it never needs a larger buffer.
        private const int Margin = 64;

        private readonly char _first;
        private char[]? _chars;
        private bool _isLent;
        private bool _isRead;

        private SharedText(char[] chars, int length)
        {
            _chars = chars;
            Length = length;
            _first = chars[0];
        }

        public char[] Chars => _chars ?? throw new ObjectDisposedException(nameof(WireJsonReader));

        public int Length { get; }

        public static SharedText Decode(ArraySegment<byte> utf8)
        {
            var mark = Utf8Text.ByteOrderMarkLength(utf8);
            var count = utf8.Count - mark;

            // JsonTextReader moves what is in its buffer once no more than a tenth of it is left; the text must never reach that tenth.
            var chars = ArrayPool<char>.Shared.Rent(checked((int)(((long)count + Margin) * 10 / 9 + 1)));
            var length = count <= 0 ? 0 : Utf8Text.Encoding.GetChars(utf8.Array!, utf8.Offset + mark, count, chars, 0);
            chars[length] = '\0';
            return new SharedText(chars, length);
        }

        public char[] Rent(int minimumLength)
        {
            // The first that JsonTextReader asks for is its buffer; later ones are for texts with escapes.
            if (_isLent)
            {
                return ArrayPool<char>.Shared.Rent(minimumLength);
            }

            _isLent = true;
            return Chars;
        }

        public void Return(char[]? array)
        {
            if (array is not null && !ReferenceEquals(array, _chars))
            {
                ArrayPool<char>.Shared.Return(array);
            }
        }

        public override int Read(char[] buffer, int index, int count)
        {
            if (_isRead)
            {
                return 0;
            }

            // JsonTextReader marks a new buffer as empty at its first character.
            _isRead = true;
            buffer[index] = _first;
            return Length;
        }

        protected override void Dispose(bool disposing)
        {
            if (_chars is { } chars)
            {
                _chars = null;
                ArrayPool<char>.Shared.Return(chars);
            }

            base.Dispose(disposing);
        }
    }
}
