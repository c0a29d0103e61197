using System;
using System.Globalization;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// A line of a backup: an object with one member, whose name tells its kind. The first line is the header; a line <c>page</c> follows
/// the memories of each page and is where an interrupted backup goes on; a line <c>end</c> closes it.
/// </summary>
internal abstract class BackupLine
{
    /// <summary>Reads a line; <see langword="null"/> for a blank one and one of a kind that isn't known here.</summary>
    /// <exception cref="JsonException">The line is no line of a backup.</exception>
    public static BackupLine? Parse(ArraySegment<byte> utf8)
    {
        try
        {
            return IsBlank(utf8) ? null : BackupLineJson.Instance.Parse(utf8);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new JsonException("A member of the line is missing or has another type.", failure);
        }
    }

    public abstract void WriteTo(JsonOutput output);

    protected static void WriteMember(JsonOutput output, string kind, JObject content) => output.Value(new JObject { [kind] = content });

    private static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        foreach (var value in utf8)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Reads and writes a line of a backup.</summary>
internal sealed class BackupLineJson : JsonCodec<BackupLine?>
{
    public static readonly BackupLineJson Instance = new();

    public override BackupLine? Read(ref JsonInput input)
    {
        BackupLine? line = null;
        input.StartObject();
        while (input.NextMember(out _))
        {
            switch (input.MemberName)
            {
                case BackupHeader.Kind:
                    line = BackupHeader.Of(JsonScalars.Object.Read(ref input));
                    break;
                case BackupMemory.Kind:
                    line = new BackupMemory(MemoryJson.Instance.Read(ref input));
                    break;
                case BackupPage.Kind:
                    line = BackupPage.Of(JsonScalars.Object.Read(ref input));
                    break;
                case BackupEnd.Kind:
                    line = BackupEnd.Of(JsonScalars.Object.Read(ref input));
                    break;
                default:
                    input.Skip();
                    break;
            }
        }

        return line;
    }

    public override void Write(JsonOutput output, BackupLine? value) => value!.WriteTo(output);
}

/// <summary>What the backup is of.</summary>
internal sealed class BackupHeader(JObject filters, int pageSize, bool includesExpired, string createdAt) : BackupLine
{
    public const string Kind = "backup";

    private const string Format = "mem0-memories";
    private const int Version = 1;

    public JObject Filters => filters;

    public int PageSize => pageSize;

    public bool IncludesExpired => includesExpired;

    public static BackupHeader New(JObject filters, BackupOptions options, DateTimeOffset now) => new(
        filters, options.PageSize, options.IncludeExpired, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public static BackupHeader Of(JObject content) =>
        (string?)content["format"] == Format && content["version"] is JValue { Value: long and >= 1 and <= Version } && content["filters"] is JObject filters
            ? new BackupHeader(
                filters,
                content["page_size"] is JValue { Value: long and >= 1 and <= 200 } size ? (int)size : new BackupOptions().PageSize,
                content["includes_expired"] is not JValue { Value: false },
                content["created_at"] is JValue { Value: string text } ? text : string.Empty)
            : throw new JsonException("The header is not one of a backup, or of one that a later version has written.");

    public override void WriteTo(JsonOutput output) => WriteMember(output, Kind, new JObject
    {
        ["format"] = Format,
        ["version"] = Version,
        ["created_at"] = createdAt,
        ["filters"] = filters,
        ["page_size"] = pageSize,
        ["includes_expired"] = includesExpired,
    });
}

/// <summary>A memory, as the service gave it.</summary>
internal sealed class BackupMemory(Memory memory) : BackupLine
{
    public const string Kind = "memory";

    public Memory Memory => memory;

    public override void WriteTo(JsonOutput output)
    {
        output.StartObject();
        output.Name("memory"u8);
        MemoryJson.Instance.Write(output, memory);
        output.EndObject();
    }
}

/// <summary>The end of a page.</summary>
internal sealed class BackupPage(int number, long memoryCount, long expectedCount) : BackupLine
{
    public const string Kind = "page";

    /// <summary>Number of the page, from 1.</summary>
    public int Number => number;

    /// <summary>How many memories are in the backup so far.</summary>
    public long MemoryCount => memoryCount;

    public long ExpectedCount => expectedCount;

    public static BackupPage Of(JObject content) => new((int)content["number"]!, (long)content["memories"]!, (long)content["expected"]!);

    public override void WriteTo(JsonOutput output) =>
        WriteMember(output, Kind, new JObject { ["number"] = number, ["memories"] = memoryCount, ["expected"] = expectedCount });
}

/// <summary>The end of the backup.</summary>
internal sealed class BackupEnd(long memoryCount, long expectedCount) : BackupLine
{
    public const string Kind = "end";

    public long MemoryCount => memoryCount;

    public long ExpectedCount => expectedCount;

    public static BackupEnd Of(JObject content) => new((long)content["memories"]!, (long)content["expected"]!);

    public override void WriteTo(JsonOutput output) =>
        WriteMember(output, Kind, new JObject { ["memories"] = memoryCount, ["expected"] = expectedCount });
}
