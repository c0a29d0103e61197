using System;
using System.Globalization;
using System.Text;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// A line of a backup: an object with one member, whose name tells its kind. The first line is the header; a line <c>page</c> follows
/// the memories of each page and is where an interrupted backup goes on; a line <c>end</c> closes it.
/// </summary>
internal abstract class BackupLine
{
    /// <exception cref="JsonException">The line is no line of a backup.</exception>
    public static BackupLine? Parse(ArraySegment<byte> utf8)
    {
        try
        {
            return Read(utf8);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new JsonSerializationException("A member of the line is missing or has another type.", failure);
        }
    }

    public abstract void WriteTo(JsonWriter writer);

    protected static void WriteMember(JsonWriter writer, string kind, JObject content) => new JObject { [kind] = content }.WriteTo(writer);

    private static BackupLine? Read(ArraySegment<byte> utf8)
    {
        using var reader = new ExactJsonReader(Encoding.UTF8.GetString(utf8.Array!, utf8.Offset, utf8.Count)) { RefuseNonFinite = true };
        BackupLine? line = null;
        if (!reader.Read())
        {
            return null;
        }

        JsonRead.StartObject(reader);
        while (JsonRead.NextMember(reader, out var name))
        {
            switch (name)
            {
                case BackupHeader.Kind:
                    line = BackupHeader.Of(ReadObject(reader));
                    break;
                case BackupMemory.Kind:
                    line = new BackupMemory(MemoryJson.Instance.Read(reader));
                    break;
                case BackupPage.Kind:
                    line = BackupPage.Of(ReadObject(reader));
                    break;
                case BackupEnd.Kind:
                    line = BackupEnd.Of(ReadObject(reader));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return line;
    }

    private static JObject ReadObject(JsonReader reader) => JsonScalarModels.Object.Read(reader);
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
            : throw new JsonSerializationException("The header is not one of a backup, or of one that a later version has written.");

    public override void WriteTo(JsonWriter writer) => WriteMember(writer, Kind, new JObject
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

    public override void WriteTo(JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(Kind);
        MemoryJson.Instance.Write(writer, memory);
        writer.WriteEndObject();
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

    public override void WriteTo(JsonWriter writer) =>
        WriteMember(writer, Kind, new JObject { ["number"] = number, ["memories"] = memoryCount, ["expected"] = expectedCount });
}

/// <summary>The end of the backup.</summary>
internal sealed class BackupEnd(long memoryCount, long expectedCount) : BackupLine
{
    public const string Kind = "end";

    public long MemoryCount => memoryCount;

    public long ExpectedCount => expectedCount;

    public static BackupEnd Of(JObject content) => new((long)content["memories"]!, (long)content["expected"]!);

    public override void WriteTo(JsonWriter writer) =>
        WriteMember(writer, Kind, new JObject { ["memories"] = memoryCount, ["expected"] = expectedCount });
}
