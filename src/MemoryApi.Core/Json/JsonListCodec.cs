using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON array whose items have a codec.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="item">Codec of the items.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonListCodec<T>(JsonCodec<T> item) : JsonCodec<IReadOnlyList<T>>
{
    private const int SmallestCapacity = 16;
    private const int LargestKept = 1024;

    // Collects the items, so that the resulting list has no unused capacity: a program may keep it for a long time.
    [ThreadStatic]
    private static T[]? _scratch;

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref JsonInput input)
    {
        if (input.TokenType != JsonTokenType.StartArray)
        {
            throw input.Unexpected("an array");
        }

        // Removed while it is in use, since an item may contain a list of the same type.
        var items = _scratch ?? new T[SmallestCapacity];
        _scratch = null;
        var count = 0;
        while (input.NextItem())
        {
            // If items aren't nullable, a null item is dropped, since the list can't contain it.
            if (!input.IsNull || item.IsNullAValue)
            {
                if (count == items.Length)
                {
                    Array.Resize(ref items, count * 2);
                }

                items[count++] = item.Read(ref input);
            }
        }

        var list = items.AsSpan(0, count).ToArray();
        if (items.Length <= LargestKept)
        {
            Array.Clear(items, 0, count);
            _scratch = items;
        }

        return list;
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, IReadOnlyList<T> value)
    {
        output.StartArray();
        for (var i = 0; i < value.Count; i++)
        {
            output.Value(value[i], item);
        }

        output.EndArray();
    }
}
