using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>A closing line, which has a checksum: the end of a page or of the whole backup.</summary>
internal abstract class BackupSeal(long memoryCount, long expectedCount) : BackupLine
{
    private const string PreviousMember = "previous";

    /// <summary>How many memories are in the backup so far.</summary>
    public long MemoryCount => memoryCount;

    /// <summary>The total number of memories, as the service stated it last.</summary>
    public long ExpectedCount => expectedCount;

    /// <summary>Checksum of the header or of the closing line before this one; empty in a backup without checksums.</summary>
    public string Previous { get; set; } = string.Empty;

    /// <summary>Checksum of all lines since the previous closing line; empty in a backup without checksums.</summary>
    public string Checksum { get; set; } = string.Empty;

    protected static TSeal WithChecksums<TSeal>(TSeal seal, JObject content)
        where TSeal : BackupSeal
    {
        seal.Previous = (string?)content[PreviousMember] ?? string.Empty;
        seal.Checksum = (string?)content[BackupChecksum.Member] ?? string.Empty;
        return seal;
    }

    /// <summary>Writes the line with the checksum at its end, where <see cref="BackupChecksum"/> expects it.</summary>
    protected void WriteSeal(JsonOutput output, string kind, JObject content)
    {
        content[PreviousMember] = Previous;
        content[BackupChecksum.Member] = Checksum;
        WriteMember(output, kind, content);
    }
}

/// <summary>The end of a page.</summary>
internal sealed class BackupPage(int number, int pass, int listedCount, bool isLast, long memoryCount, long expectedCount) : BackupSeal(memoryCount, expectedCount)
{
    public const string Kind = "page";

    /// <summary>Number of the page, from 1.</summary>
    public int Number => number;

    /// <summary>Number of the pass that read the page, from 1.</summary>
    public int Pass => pass;

    /// <summary>How many memories the service listed on the page. The backup may contain fewer of them, since a memory is written only once.</summary>
    public int ListedCount => listedCount;

    /// <summary>Whether the service said that no page follows.</summary>
    public bool IsLast => isLast;

    public static BackupPage Of(JObject content) => WithChecksums(
        new BackupPage(
            (int)content["number"]!,
            (int?)content["pass"] ?? 1,
            (int?)content["listed"] ?? 0,
            (bool?)content["last"] ?? false,
            (long)content["memories"]!,
            (long)content["expected"]!),
        content);

    public override void WriteTo(JsonOutput output) => WriteSeal(output, Kind, new JObject
    {
        ["number"] = number,
        ["pass"] = pass,
        ["listed"] = listedCount,
        ["last"] = isLast,
        ["memories"] = MemoryCount,
        ["expected"] = ExpectedCount,
    });
}

/// <summary>The end of the backup.</summary>
internal sealed class BackupEnd(long memoryCount, long expectedCount) : BackupSeal(memoryCount, expectedCount)
{
    public const string Kind = "end";

    public static BackupEnd Of(JObject content) => WithChecksums(new BackupEnd((long)content["memories"]!, (long)content["expected"]!), content);

    public override void WriteTo(JsonOutput output) =>
        WriteSeal(output, Kind, new JObject { ["memories"] = MemoryCount, ["expected"] = ExpectedCount });
}
