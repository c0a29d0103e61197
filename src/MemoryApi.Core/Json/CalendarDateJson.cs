using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a <see cref="CalendarDate"/> as <c>yyyy-MM-dd</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CalendarDateJson : JsonCodec<CalendarDate>
{
    /// <inheritdoc/>
    public override CalendarDate Read(ref JsonInput input) => input.TryCalendarDate(out var value) && value is { } date ? date : throw input.Unexpected("a date");

    /// <inheritdoc/>
    public override void Write(JsonOutput output, CalendarDate value) => output.Value(value);
}
