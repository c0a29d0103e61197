using System;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a <see cref="CalendarDate"/> as <c>yyyy-MM-dd</c>, also as a name in a dictionary.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CalendarDateJson : JsonCodec<CalendarDate>
{
    /// <inheritdoc/>
    public override CalendarDate Read(ref JsonInput input) => input.TryCalendarDate(out var value) && value is { } date ? date : throw input.Unexpected("a date");

    /// <inheritdoc/>
    public override void Write(JsonOutput output, CalendarDate value) => output.Value(value.ToString());

    /// <inheritdoc/>
    public override CalendarDate ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CalendarDate.TryParse(JsonTokens.Text(ref reader), out var date) ? date : throw new JsonException("A name is not a date of the form yyyy-MM-dd.");

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, CalendarDate value, JsonSerializerOptions options) => new JsonOutput(writer).Name(value.ToString());
}
