using System;
using System.ComponentModel;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Codecs of scalar types, for items of lists, values of maps and whole responses. Each is created when it is first used, which makes a program's first call faster.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonScalars
{
    private delegate bool TryRead<T>(ref JsonInput input, out T value);

    /// <summary>Strings.</summary>
    public static JsonCodec<string> String => field ??= new Scalar<string>(
        "a string", static (ref input, out value) => input.TryString(out value), static (output, value) => output.Value(value));

    /// <summary>Booleans.</summary>
    public static JsonCodec<bool> Boolean => field ??= new StructScalar<bool>(
        "a boolean", static (ref input, out value) => input.TryBoolean(out value), static (output, value) => output.Value(value));

    /// <summary>Whole numbers of 32 bits.</summary>
    public static JsonCodec<int> Int32 => field ??= new StructScalar<int>(
        "a whole number", static (ref input, out value) => input.TryInt32(out value), static (output, value) => output.Value(value));

    /// <summary>Whole numbers of 64 bits.</summary>
    public static JsonCodec<long> Int64 => field ??= new StructScalar<long>(
        "a whole number", static (ref input, out value) => input.TryInt64(out value), static (output, value) => output.Value(value));

    /// <summary>Whole numbers of 64 bits that aren't negative.</summary>
    public static JsonCodec<ulong> UInt64 => field ??= new StructScalar<ulong>(
        "a whole number", static (ref input, out value) => input.TryUInt64(out value), static (output, value) => output.Value(value));

    /// <summary>Bytes in base64.</summary>
    public static JsonCodec<byte[]> Bytes => field ??= new Scalar<byte[]>(
        "a base64 text", static (ref input, out value) => input.TryBytes(out value), static (output, value) => output.Value(ParameterText.Of(value)));

    /// <summary>Numbers.</summary>
    public static JsonCodec<double> Double => field ??= new StructScalar<double>(
        "a number", static (ref input, out value) => input.TryDouble(out value), static (output, value) => output.Value(value));

    /// <summary>Decimal numbers.</summary>
    public static JsonCodec<decimal> Decimal => field ??= new StructScalar<decimal>(
        "a number", static (ref input, out value) => input.TryDecimal(out value), static (output, value) => output.Value(value));

    /// <summary>Points in time in RFC 3339.</summary>
    public static JsonCodec<DateTimeOffset> DateTimeOffset => field ??= new StructScalar<DateTimeOffset>(
        "a time", static (ref input, out value) => input.TryDateTimeOffset(out value), static (output, value) => output.Value(ParameterText.Of(value)));

    /// <summary>Points in time in Unix seconds.</summary>
    public static JsonCodec<DateTimeOffset> UnixTime => field ??= new StructScalar<DateTimeOffset>(
        "a time", static (ref input, out value) => input.TryUnixTime(out value), static (output, value) => output.Value(value.ToUnixTimeSeconds()));

    /// <summary>Days of the calendar.</summary>
    public static JsonCodec<CalendarDate> CalendarDate => field ??= new CalendarDateJson();

    /// <summary>Any value.</summary>
    public static JsonCodec<JToken> Token => field ??= new Scalar<JToken>(
        "a value", static (ref input, out value) => (value = input.Token()) is not null, static (output, value) => output.Value(value));

    /// <summary>Free-form objects.</summary>
    public static JsonCodec<JObject> Object => field ??= new Scalar<JObject>(
        "an object", static (ref input, out value) => input.TryObject(out value), static (output, value) => output.Value(value));

    private sealed class Scalar<T>(string expected, TryRead<T?> read, Action<JsonOutput, T> write) : JsonCodec<T>
        where T : class
    {
        public override T Read(ref JsonInput input) => read(ref input, out var value) && value is not null ? value : throw input.Unexpected(expected);

        public override void Write(JsonOutput output, T value) => write(output, value);
    }

    private sealed class StructScalar<T>(string expected, TryRead<T?> read, Action<JsonOutput, T> write) : JsonCodec<T>
        where T : struct
    {
        public override T Read(ref JsonInput input) => read(ref input, out var value) && value is { } found ? found : throw input.Unexpected(expected);

        public override void Write(JsonOutput output, T value) => write(output, value);
    }
}
