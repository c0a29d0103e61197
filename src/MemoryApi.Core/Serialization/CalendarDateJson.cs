using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a <see cref="CalendarDate"/> as <c>yyyy-MM-dd</c>.</summary>
internal sealed class CalendarDateJson : JsonModel<CalendarDate>
{
    public override CalendarDate Read(JsonReader reader) =>
        JsonRead.TryCalendarDate(reader, out var value) && value is { } date ? date : throw JsonRead.Unexpected(reader, "a date");

    public override void Write(JsonWriter writer, CalendarDate value) => JsonWrite.CalendarDate(writer, value);
}
