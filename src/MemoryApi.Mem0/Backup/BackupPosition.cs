using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Where an interrupted backup goes on.</summary>
internal sealed class BackupPosition(BackupHeader header, BackupPages pages, BackupEnd? end, long validLength)
{
    // How the lines of memories begin; but for the first of a page they are passed over unread.
    private static readonly byte[] MemoryStart = Encoding.ASCII.GetBytes("{\"" + BackupMemory.Kind + "\":");

    public BackupHeader Header => header;

    public BackupPages Pages => pages;

    public BackupEnd? End => end;

    /// <summary>
    /// Reads what the stream holds, and changes nothing in it; <see langword="null"/> when the stream is empty.
    /// </summary>
    /// <exception cref="InvalidDataException">The stream holds something else than one backup.</exception>
    public static async Task<BackupPosition?> FindAsync(Stream stream, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        var lines = new LineReader(stream);
        if (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return null;
        }

        var header = HeaderOf(first, lines.IsLineComplete);
        var validLength = lines.Offset;
        var pages = new BackupPages();
        string? firstId = null;
        BackupEnd? end = null;
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line && lines.IsLineComplete)
        {
            if (end is not null)
            {
                throw SeveralBackups();
            }

            switch (firstId is not null && StartsWith(line, MemoryStart) ? null : Parse(line, lines.LineNumber))
            {
                case BackupHeader:
                    throw SeveralBackups();
                case BackupMemory memory:
                    firstId ??= memory.Memory.Id;
                    break;
                case BackupPage page:
                    pages.Add(page, firstId);
                    firstId = null;
                    validLength = lines.Offset;
                    break;
                case BackupEnd found:
                    end = found;
                    validLength = lines.Offset;
                    break;
            }
        }

        return new BackupPosition(header, pages, end, validLength);
    }

    /// <summary>Drops what follows the last complete page, so that the backup can go on there.</summary>
    public void GoTo(Stream stream)
    {
        stream.SetLength(validLength);
        stream.Position = validLength;
    }

    /// <summary>The header of a backup.</summary>
    /// <exception cref="InvalidDataException">The line is none.</exception>
    public static BackupHeader HeaderOf(ArraySegment<byte> line, bool isComplete)
    {
        try
        {
            return isComplete && BackupLine.Parse(WithoutMark(line)) is BackupHeader header ? header : throw NoBackup(null);
        }
        catch (JsonException failure)
        {
            throw NoBackup(failure);
        }
    }

    private static InvalidDataException SeveralBackups() =>
        new("The stream holds more than one backup, and only the last one could go on. Resume in a stream with that one alone.");

    private static InvalidDataException NoBackup(Exception? cause) =>
        new("The stream doesn't begin with the header of a backup, or with one that a later version has written.", cause);

    private static BackupLine? Parse(ArraySegment<byte> line, long number)
    {
        try
        {
            return BackupLine.Parse(line);
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(FormattableString.Invariant($"Line {number} is no line of a backup."), failure);
        }
    }

    private static ArraySegment<byte> WithoutMark(ArraySegment<byte> line) =>
        StartsWith(line, [0xEF, 0xBB, 0xBF]) ? new ArraySegment<byte>(line.Array!, line.Offset + 3, line.Count - 3) : line;

    private static bool StartsWith(ArraySegment<byte> line, byte[] start) => line.AsSpan().StartsWith(start);
}
