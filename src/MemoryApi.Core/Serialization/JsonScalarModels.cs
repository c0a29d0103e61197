using System;
using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Models of the types that have none of their own, for items of lists, values of maps and whole answers. Each is made when it is first
/// asked for: making all would cost a program's first call some milliseconds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonScalarModels
{
    /// <summary>Strings.</summary>
    public static JsonModel<string> String => field ??= new ScalarModel<string>(
        "a string", static reader => JsonRead.TryString(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Booleans.</summary>
    public static JsonModel<bool> Boolean => field ??= new ScalarStructModel<bool>(
        "a boolean", static reader => JsonRead.TryBoolean(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Whole numbers of 32 bits.</summary>
    public static JsonModel<int> Int32 => field ??= new ScalarStructModel<int>(
        "a whole number", static reader => JsonRead.TryInt32(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Whole numbers of 64 bits.</summary>
    public static JsonModel<long> Int64 => field ??= new ScalarStructModel<long>(
        "a whole number", static reader => JsonRead.TryInt64(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Numbers.</summary>
    public static JsonModel<double> Double => field ??= new ScalarStructModel<double>(
        "a number", static reader => JsonRead.TryDouble(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Decimal numbers.</summary>
    public static JsonModel<decimal> Decimal => field ??= new ScalarStructModel<decimal>(
        "a number", static reader => JsonRead.TryDecimal(reader, out var value) ? value : null, static (writer, value) => writer.WriteValue(value));

    /// <summary>Points in time in ISO 8601.</summary>
    public static JsonModel<DateTimeOffset> DateTimeOffset => field ??= new ScalarStructModel<DateTimeOffset>(
        "a time", static reader => JsonRead.TryDateTimeOffset(reader, out var value) ? value : null, JsonWrite.DateTimeOffset);

    /// <summary>Points in time in Unix seconds.</summary>
    public static JsonModel<DateTimeOffset> UnixTime => field ??= new ScalarStructModel<DateTimeOffset>(
        "a time", static reader => JsonRead.TryUnixTime(reader, out var value) ? value : null, JsonWrite.UnixTime);

    /// <summary>Days of the calendar.</summary>
    public static JsonModel<CalendarDate> CalendarDate => field ??= new CalendarDateJson();

    /// <summary>Any value.</summary>
    public static JsonModel<JToken> Token => field ??= new ScalarModel<JToken>("a value", JsonRead.Token, JsonWrite.Token);

    /// <summary>Free-form objects.</summary>
    public static JsonModel<JObject> Object => field ??= new ScalarModel<JObject>(
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
