using System;
using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Models of the types that have none of their own, for items of lists, values of maps and whole answers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonScalarModels
{
    /// <summary>Strings.</summary>
    public static JsonModel<string> String { get; } = new ScalarModel<string>(
        "a string", static reader => JsonRead.TryString(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Booleans.</summary>
    public static JsonModel<bool> Boolean { get; } = new ScalarStructModel<bool>(
        "a boolean", static reader => JsonRead.TryBoolean(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Whole numbers of 32 bits.</summary>
    public static JsonModel<int> Int32 { get; } = new ScalarStructModel<int>(
        "a whole number", static reader => JsonRead.TryInt32(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Whole numbers of 64 bits.</summary>
    public static JsonModel<long> Int64 { get; } = new ScalarStructModel<long>(
        "a whole number", static reader => JsonRead.TryInt64(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Numbers.</summary>
    public static JsonModel<double> Double { get; } = new ScalarStructModel<double>(
        "a number", static reader => JsonRead.TryDouble(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Decimal numbers.</summary>
    public static JsonModel<decimal> Decimal { get; } = new ScalarStructModel<decimal>(
        "a number", static reader => JsonRead.TryDecimal(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Points in time in ISO 8601.</summary>
    public static JsonModel<DateTimeOffset> DateTimeOffset { get; } = new ScalarStructModel<DateTimeOffset>(
        "a time", static reader => JsonRead.TryDateTimeOffset(reader, out var value) ? value : null, JsonWrite.DateTimeOffset);

    /// <summary>Points in time in Unix seconds.</summary>
    public static JsonModel<DateTimeOffset> UnixTime { get; } = new ScalarStructModel<DateTimeOffset>(
        "a time", static reader => JsonRead.TryUnixTime(reader, out var value) ? value : null, JsonWrite.UnixTime);

    /// <summary>Days of the calendar.</summary>
    public static JsonModel<CalendarDate> CalendarDate { get; } = new CalendarDateJson();

    /// <summary>Any value.</summary>
    public static JsonModel<JToken> Token { get; } = new ScalarModel<JToken>("a value", JsonRead.Token, JsonWrite.Token);

    /// <summary>Free-form objects.</summary>
    public static JsonModel<JObject> Object { get; } = new ScalarModel<JObject>(
        "an object", static reader => JsonRead.TryObject(reader, out var value) ? value : null, JsonWrite.Token);

    private sealed class ScalarModel<T>(string expected, Func<JsonReader, T?> read, Action<JsonWriter, T> write) : JsonModel<T>
        where T : class
    {
        public override T Read(JsonReader reader) => read(reader) ?? throw JsonRead.Unexpected(reader, expected);

        public override void Write(JsonWriter writer, T value) => write(writer, value);
    }

    private sealed class ScalarStructModel<T>(string expected, Func<JsonReader, T?> read, Action<JsonWriter, T> write) : JsonModel<T>
        where T : struct
    {
        public override T Read(JsonReader reader) => read(reader) ?? throw JsonRead.Unexpected(reader, expected);

        public override void Write(JsonWriter writer, T value) => write(writer, value);
    }
}
