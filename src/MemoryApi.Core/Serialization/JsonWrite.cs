using System;
using System.ComponentModel;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>What generated writers are made of: one way to write each type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonWrite
{
    /// <summary>Writes a point in time in ISO 8601 with its offset, <c>Z</c> for UTC.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    public static void DateTimeOffset(JsonWriter writer, DateTimeOffset value) => writer.WriteValue(Text(value));

    /// <summary>Writes a point in time as whole Unix seconds; a fraction is dropped.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    public static void UnixTime(JsonWriter writer, DateTimeOffset value) => writer.WriteValue(value.ToUnixTimeSeconds());

    /// <summary>Writes a day as <c>yyyy-MM-dd</c>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    public static void CalendarDate(JsonWriter writer, CalendarDate value) => writer.WriteValue(value.ToString());

    /// <summary>Writes a free-form value exactly as given.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value; <see langword="null"/> is written as <c>null</c>.</param>
    public static void Token(JsonWriter writer, JToken? value)
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    /// <summary>Writes the members that the specification doesn't name.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="members">The members, or <see langword="null"/> for none.</param>
    public static void Members(JsonWriter writer, JObject? members)
    {
        if (members is null)
        {
            return;
        }

        foreach (var member in members)
        {
            writer.WritePropertyName(member.Key);
            Token(writer, member.Value);
        }
    }

    /// <summary>A point in time in ISO 8601: as many fractional digits as it has, <c>Z</c> for UTC.</summary>
    /// <param name="value">The value.</param>
    internal static string Text(DateTimeOffset value) => value.Offset == TimeSpan.Zero
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
