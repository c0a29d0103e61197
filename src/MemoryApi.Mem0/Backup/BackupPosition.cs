using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>The place in an interrupted backup at which it resumes.</summary>
internal sealed class BackupPosition(BackupHeader header, BackupPass pass, IdentitySet ids, BackupSeal? last, string checksum, long validLength)
{
    public BackupHeader Header => header;

    /// <summary>The pass to continue with.</summary>
    public BackupPass Pass => pass;

    /// <summary>The ids of the memories in the backup.</summary>
    public IdentitySet Ids => ids;

    public long MemoryCount => last?.MemoryCount ?? 0;

    /// <summary>The last line of a complete backup; <see langword="null"/> in an incomplete one.</summary>
    public BackupEnd? End => last as BackupEnd;

    /// <summary>The previous checksum, which the next closing line has to repeat.</summary>
    public string Checksum => checksum;

    /// <summary>
    /// Reads the backup in the stream without changing it; <see langword="null"/> when the stream is empty, or the header is incomplete because the process was killed.
    /// </summary>
    /// <exception cref="InvalidDataException">The stream doesn't contain a backup that can be resumed.</exception>
    public static async Task<BackupPosition?> FindAsync(Stream stream, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        using var reader = new BackupReader(stream);
        if (await reader.ReadHeaderOrPartAsync(cancellationToken).ConfigureAwait(false) is not { } header)
        {
            return null;
        }

        var pass = new BackupPass(1, header.CreatedUntil is not null);
        var ids = new IdentitySet();
        var validLength = reader.Offset;
        var checksum = reader.Previous;
        BackupSeal? last = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (section.Damages.Count > 0)
            {
                var damage = section.Damages[0];
                throw new InvalidDataException("The stream holds a damaged backup, which can't be resumed. Make a new one in another stream; a restore of this one adds its undamaged pages. " + damage.Exception.Message, damage.Exception);
            }

            foreach (var (memory, _) in section.Memories)
            {
                ids.Add(memory.Id);
            }

            if (section.Seal is BackupPage page)
            {
                pass = pass.After(page, section.Memories.Count);
            }

            if (section.Seal is not null)
            {
                last = section.Seal;
                validLength = section.EndOffset;
                checksum = reader.Previous;
            }
        }

        if (!header.HasChecksums && last is not BackupEnd)
        {
            throw new InvalidDataException("The stream holds an incomplete backup of an earlier format, without checksums, which can't be resumed. Make a new one in another stream.");
        }

        return new BackupPosition(header, pass, ids, last, checksum, validLength);
    }

    /// <summary>Truncates the stream after the last complete page, where the backup continues.</summary>
    public void GoTo(Stream stream)
    {
        stream.SetLength(validLength);
        stream.Position = validLength;
    }
}
