using System;
using System.Globalization;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>The first line of a backup: filter, options and time of the backup.</summary>
internal sealed class BackupHeader(JObject filters, int pageSize, bool includesExpired, string createdAt, DateTimeOffset? createdUntil = null, int version = BackupHeader.Version) : BackupLine
{
    public const string Kind = "backup";

    /// <summary>The beginning that all headers share.</summary>
    public const string Start = "{\"" + Kind + "\":{\"format\":\"" + Format + "\",";

    private const string Format = "mem0-memories";
    private const int Version = 2;
    private const int FirstVersionWithChecksums = 2;

    public JObject Filters => filters;

    public int PageSize => pageSize;

    public bool IncludesExpired => includesExpired;

    /// <summary>Only memories that were created up to this time are backed up; <see langword="null"/> when there is no such limit.</summary>
    public DateTimeOffset? CreatedUntil => createdUntil;

    /// <summary>Whether the lines <c>page</c> and <c>end</c> have checksums.</summary>
    public bool HasChecksums => version >= FirstVersionWithChecksums;

    public static BackupHeader New(JObject filters, BackupOptions options, DateTimeOffset now, DateTimeOffset? createdUntil) => new(
        filters, options.PageSize, options.IncludeExpired, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), createdUntil);

    public static BackupHeader Of(JObject content) =>
        (string?)content["format"] == Format && content["version"] is JValue { Value: long and >= 1 and <= Version } version && content["filters"] is JObject filters
            ? new BackupHeader(
                filters,
                content["page_size"] is JValue { Value: long and >= 1 and <= 200 } size ? (int)size : new BackupOptions().PageSize,
                content["includes_expired"] is not JValue { Value: false },
                content["created_at"] is JValue { Value: string text } ? text : string.Empty,
                content["created_until"] is JValue { Value: string until }
                    ? DateTimeOffset.Parse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                    : null,
                (int)version)
            : throw new JsonException("The header isn't that of a backup, or a later version of the library wrote the backup.");

    public override void WriteTo(JsonOutput output)
    {
        var content = new JObject
        {
            ["format"] = Format,
            ["version"] = version,
            ["created_at"] = createdAt,
            ["filters"] = filters,
            ["page_size"] = pageSize,
            ["includes_expired"] = includesExpired,
        };
        if (createdUntil is { } until)
        {
            content["created_until"] = Operands.Time(until);
        }

        WriteMember(output, Kind, content);
    }
}
