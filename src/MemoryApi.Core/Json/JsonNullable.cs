using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Codecs of items and entries that may be <c>null</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonNullable
{
    /// <summary>Creates a codec of values that may be null.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <param name="codec">Codec of the other values.</param>
    public static JsonCodec<T?> Of<T>(JsonCodec<T> codec)
        where T : class => new OfClass<T>(codec);

    /// <inheritdoc cref="Of{T}(JsonCodec{T})"/>
    public static JsonCodec<T?> OfValue<T>(JsonCodec<T> codec)
        where T : struct => new OfStruct<T>(codec);

    private sealed class OfClass<T>(JsonCodec<T> codec) : JsonCodec<T?>
        where T : class
    {
        internal override bool IsNullAValue => true;

        public override T? Read(ref JsonInput input) => input.IsNull ? null : codec.Read(ref input);

        public override void Write(JsonOutput output, T? value) => output.Value(value, codec);
    }

    private sealed class OfStruct<T>(JsonCodec<T> codec) : JsonCodec<T?>
        where T : struct
    {
        internal override bool IsNullAValue => true;

        public override T? Read(ref JsonInput input) => input.IsNull ? null : codec.Read(ref input);

        public override void Write(JsonOutput output, T? value) => output.Value(value, codec);
    }
}
