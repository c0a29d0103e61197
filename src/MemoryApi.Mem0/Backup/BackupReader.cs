using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Mem0;

/// <summary>
/// Reads a backup section by section, and validates each section before it returns any of its memories. A damaged section is reported, and its memories are left
/// out. An undamaged section that doesn't follow the previous one is reported as well, but its memories are returned.
/// </summary>
/// <remarks>A backup of format 1 has no checksums. The reader then only validates the numbers of memories, and reports unreadable lines.</remarks>
internal sealed class BackupReader(Stream source) : IDisposable
{
    // More memories than any page has. Without this limit, a damaged backup could have a section that exhausts memory.
    private const int MostMemories = 10_000;

    private readonly LineReader _lines = new(source);
    private readonly BackupChecksum _checksum = new();
    private BackupHeader? _header;
    private bool _isOver;
    private bool _isDamaged;
    private bool _hasClosed;
    private bool _isAtEnd;
    private bool _hasEnd;
    private long _memoryCount;

    // After damage, the next closing line may repeat either of two checksums: the one in the last closing line, or the one computed from its lines.
    private string? _previous;
    private string? _previousAsRead;

    /// <summary>How many lines have been read.</summary>
    public long LineNumber => _lines.LineNumber;

    /// <summary>How many bytes have been read.</summary>
    public long Offset => _lines.Offset;

    /// <summary>The checksum that the next closing line names.</summary>
    public string Previous => _previous ?? string.Empty;

    /// <summary>Whether the backup was read up to its line <c>end</c> without damage.</summary>
    public bool IsWhole => _isAtEnd && !_isDamaged;

    /// <summary>Whether the stream was read to its end, and the backup has no line <c>end</c>.</summary>
    public bool LacksEnd => _isOver && !_hasEnd;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">The stream doesn't begin with a header.</exception>
    public async Task<BackupHeader> ReadHeaderAsync(CancellationToken cancellationToken) =>
        await ReadHeaderAsync(isPartAllowed: false, cancellationToken).ConfigureAwait(false) ?? throw NoBackup();

    /// <summary>Reads the header; <see langword="null"/> when the stream is empty or the header is incomplete because the process was killed.</summary>
    /// <exception cref="InvalidDataException">The stream doesn't begin with a header.</exception>
    public Task<BackupHeader?> ReadHeaderOrPartAsync(CancellationToken cancellationToken) => ReadHeaderAsync(isPartAllowed: true, cancellationToken);

    /// <summary>Reads the next section; <see langword="null"/> after the last.</summary>
    public async Task<BackupSection?> ReadAsync(CancellationToken cancellationToken)
    {
        var section = new BackupSection();
        var firstLine = _lines.LineNumber + 1;
        var memoryCount = 0;
        while (!_isOver)
        {
            if (await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } line)
            {
                _isOver = true;
                break;
            }

            if (_isAtEnd)
            {
                Damage(section, "Something follows the mark at the end of the backup. It was left out.");
                _isOver = true;
                break;
            }

            if (!_lines.IsLineComplete && _header!.HasChecksums)
            {
                // The line was cut off, so its content is incomplete.
                continue;
            }

            switch (Parse(line, section))
            {
                case BackupHeader:
                    Damage(section, "Another backup begins in the middle of this one. It was left out.");
                    _isOver = true;
                    break;
                case BackupSeal seal:
                    Close(section, seal, line, firstLine, memoryCount);
                    return section;
                case BackupMemory memory:
                    memoryCount++;
                    Take(section, memory, line);
                    if (!_header!.HasChecksums && section.Memories.Count == MostMemories)
                    {
                        _memoryCount += memoryCount;
                        return section;
                    }

                    break;
                default:
                    Append(line);
                    break;
            }
        }

        // Without a closing line there is no checksum, so damage couldn't be detected.
        if (_header!.HasChecksums)
        {
            section.Memories.Clear();
        }

        return section.Memories.Count > 0 || section.Damages.Count > 0 ? section : null;
    }

    public void Dispose() => _checksum.Dispose();

    private async Task<BackupHeader?> ReadHeaderAsync(bool isPartAllowed, CancellationToken cancellationToken)
    {
        if (await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } line || (isPartAllowed && !_lines.IsLineComplete && IsPartOfHeader(line)))
        {
            return null;
        }

        _header = HeaderOf(line, _lines.IsLineComplete);
        if (_header.HasChecksums)
        {
            _previous = _checksum.OfHeader(line);
        }

        return _header;
    }

    private static BackupHeader HeaderOf(ArraySegment<byte> line, bool isComplete)
    {
        try
        {
            return isComplete && BackupLine.Parse(line) is BackupHeader header ? header : throw NoBackup();
        }
        catch (JsonException)
        {
            throw NoBackup();
        }
    }

    private static InvalidDataException NoBackup() => new(
        "The stream doesn't begin with the header of a backup, or a later version of the library wrote the backup. It is read from its position on: after writing, set the position to the start.");

    private static bool IsPartOfHeader(ArraySegment<byte> line)
    {
        var length = Math.Min(line.Count, BackupHeader.Start.Length);
        for (var i = 0; i < length; i++)
        {
            if (line.Array![line.Offset + i] != BackupHeader.Start[i])
            {
                return false;
            }
        }

        return true;
    }

    private BackupLine? Parse(ArraySegment<byte> line, BackupSection section)
    {
        try
        {
            return BackupLine.Parse(line);
        }
        catch (JsonException failure)
        {
            // The last line of an interrupted backup may have been cut off; anywhere else it is damage.
            if (_lines.IsLineComplete)
            {
                // The failure isn't included, since it may quote the line.
                Damage(section, "This is no line of a backup" + (failure.BytePositionInLine is { } place ? FormattableString.Invariant($": it can't be read at position {place + 1}.") : "."));
            }

            return null;
        }
    }

    private void Take(BackupSection section, BackupMemory memory, ArraySegment<byte> line)
    {
        Append(line);
        if (section.Memories.Count < MostMemories)
        {
            section.Memories.Add((memory.Memory, _lines.LineNumber));
        }
    }

    private void Append(ArraySegment<byte> line)
    {
        if (_header!.HasChecksums)
        {
            _checksum.Append(line);
        }
    }

    private void Close(BackupSection section, BackupSeal seal, ArraySegment<byte> line, long firstLine, int memoryCount)
    {
        section.Seal = seal;
        section.EndOffset = _lines.Offset;
        _memoryCount += memoryCount;
        if (_header!.HasChecksums)
        {
            CheckLines(section, seal, line, firstLine, memoryCount);
        }
        else
        {
            CheckNumbers(section, seal);
        }

        _hasClosed = true;
        _isAtEnd = seal is BackupEnd && !_isDamaged;
        _hasEnd |= seal is BackupEnd;
    }

    private void CheckLines(BackupSection section, BackupSeal seal, ArraySegment<byte> line, long firstLine, int memoryCount)
    {
        var checksum = _checksum.OfSealed(line);
        if (checksum is null || checksum != seal.Checksum || memoryCount > MostMemories)
        {
            section.Memories.Clear();

            // An unreadable line has already been reported.
            if (section.Damages.Count == 0)
            {
                Damage(section, firstLine == _lines.LineNumber
                    ? "This line was changed after it was written: its checksum differs."
                    : FormattableString.Invariant($"Lines {firstLine} to {_lines.LineNumber} were changed after they were written: their checksum differs. Their memories were left out."));
            }
        }

        if (seal.Previous != _previous && seal.Previous != _previousAsRead)
        {
            if (!_hasClosed && seal is BackupPage { Number: 1, Pass: 1 } or BackupEnd { MemoryCount: 0 })
            {
                Damage(section, "The header was changed after it was written: its checksum differs.", line: 1);
            }
            else
            {
                Damage(section, "The lines that this one closes don't follow the ones before them: lines are missing, repeated or moved.");
            }
        }

        _previous = seal.Checksum;
        _previousAsRead = checksum;
    }

    private void CheckNumbers(BackupSection section, BackupSeal seal)
    {
        if (seal.Checksum.Length > 0)
        {
            Damage(section, "This line has a checksum, and the header says that the backup has none.");
        }
        else if (!_isDamaged && seal.MemoryCount != _memoryCount)
        {
            Damage(section, FormattableString.Invariant($"This line says that the backup has {seal.MemoryCount} memories up to here, and there are {_memoryCount}."));
        }
    }

    private void Damage(BackupSection section, string problem, long? line = null)
    {
        _isDamaged = true;
        var number = line ?? _lines.LineNumber;
        section.Damages.Add(new BackupDamage(number, new InvalidDataException(FormattableString.Invariant($"Line {number} of the backup: {problem}"))));
    }
}
