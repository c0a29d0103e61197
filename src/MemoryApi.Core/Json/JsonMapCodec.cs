using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON object with arbitrary names whose values have a codec.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonMapCodec<T> : JsonCodec<IReadOnlyDictionary<string, T>>
{
    private readonly JsonCodec<T> _value;

    /// <summary>Creates the codec of a map.</summary>
    /// <param name="value">Codec of the values.</param>
    public JsonMapCodec(JsonCodec<T> value) => _value = value;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, T> Read(ref JsonInput input)
    {
        input.StartObject();
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (input.NextEntry())
        {
            if (!input.IsNull || _value.IsNullAValue)
            {
                var name = input.MemberName;
                map[name] = _value.Read(ref input);
            }
        }

        return map;
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, IReadOnlyDictionary<string, T> value)
    {
        if (value is null)
        {
            output.Null();
            return;
        }

        var depth = output.Depth;
        try
        {
            output.StartObject();
            foreach (var entry in value)
            {
                output.Name(entry.Key);
                output.Value(_value, entry.Value);
            }

            output.EndObject();
        }
        catch (UnsendableValueException failure)
        {
            failure.InContentOf(depth);
            throw;
        }
    }
}
