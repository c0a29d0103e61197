using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON array whose items have a codec.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonListCodec<T> : JsonCodec<IReadOnlyList<T>>
{
    private const int SmallestCapacity = 16;
    private const int LargestKept = 1024;

    // Collects the items, so that the resulting list has no unused capacity: a program may keep it for a long time.
    [ThreadStatic]
    private static T[]? _scratch;

    private readonly JsonCodec<T> _item;

    /// <summary>Creates the codec of a list.</summary>
    /// <param name="item">Codec of the items.</param>
    public JsonListCodec(JsonCodec<T> item) => _item = item;

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
            if (!input.IsNull || _item.IsNullAValue)
            {
                if (count == items.Length)
                {
                    Array.Resize(ref items, count * 2);
                }

                items[count++] = _item.Read(ref input);
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
        // A request that was read may have no required list. That is refused only when the request is sent.
        if (value is null)
        {
            output.Null();
            return;
        }

        output.StartArray();
        for (var i = 0; i < value.Count; i++)
        {
            output.Value(_item, value[i]);
        }

        output.EndArray();
    }
}
