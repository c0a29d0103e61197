using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>Reads a stream line by line and counts bytes, which a <see cref="StreamReader"/> doesn't do.</summary>
/// <param name="source">The stream.</param>
/// <param name="longestLine">How many bytes a line may have at most, rounded up to 64 KiB times a power of two. Default: 256 MiB.</param>
internal sealed class LineReader(Stream source, int longestLine = 256 * 1024 * 1024)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _begin;
    private int _end;
    private bool _isAtEnd;

    /// <summary>How many lines were read.</summary>
    public long LineNumber { get; private set; }

    /// <summary>How many bytes have been read, including line breaks.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the last line ends with a line break. A line that was cut off doesn't.</summary>
    public bool IsLineComplete { get; private set; }

    /// <summary>The next line without its end, valid until the next call; <see langword="null"/> at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any line of a backup.</exception>
    public async Task<ArraySegment<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var lineBreak = Array.IndexOf(_buffer, (byte)'\n', _begin + searched, _end - _begin - searched);
            if (lineBreak >= 0)
            {
                return Take(lineBreak - _begin, isComplete: true);
            }

            if (_isAtEnd)
            {
                return _end == _begin ? (ArraySegment<byte>?)null : Take(_end - _begin, isComplete: false);
            }

            searched = _end - _begin;
            MakeRoom();
            var read = await source.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken).ConfigureAwait(false);
            _isAtEnd = read == 0;
            _end += read;
        }
    }

    private ArraySegment<byte> Take(int length, bool isComplete)
    {
        var line = new ArraySegment<byte>(_buffer, _begin, length);
        var consumed = length + (isComplete ? 1 : 0);
        _begin += consumed;
        Offset += consumed;
        LineNumber++;
        IsLineComplete = isComplete;
        return line;
    }

    private void MakeRoom()
    {
        if (_begin > 0)
        {
            Buffer.BlockCopy(_buffer, _begin, _buffer, 0, _end - _begin);
            _end -= _begin;
            _begin = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= longestLine)
            {
                throw new InvalidDataException("A line is longer than any line of a backup.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
