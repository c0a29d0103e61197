using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON object with arbitrary names whose values have a codec.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="codec">Codec of the values.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonMapCodec<T>(JsonCodec<T> codec) : JsonCodec<IReadOnlyDictionary<string, T>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, T> Read(ref JsonInput input)
    {
        input.StartObject();
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (input.NextEntry())
        {
            if (!input.IsNull || codec.IsNullAValue)
            {
                var name = input.MemberName;
                map[name] = codec.Read(ref input);
            }
        }

        return map;
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, IReadOnlyDictionary<string, T> value)
    {
        var depth = output.Depth;
        try
        {
            output.StartObject();
            foreach (var entry in value)
            {
                output.Name(entry.Key);
                output.Value(entry.Value, codec);
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
