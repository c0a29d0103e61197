using System;
using System.Buffers;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON array whose items have a codec.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonListCodec<T> : JsonCodec<IReadOnlyList<T>>
{
    // Where an item may be any value, null is one.
    private static readonly bool IsNullAnItem = typeof(T) == typeof(JToken);

    private const int SmallestCapacity = 16;

    private readonly JsonCodec<T> _item;

    /// <summary>A list of what <paramref name="item"/> reads and writes.</summary>
    /// <param name="item">Codec of the items.</param>
    public JsonListCodec(JsonCodec<T> item) => _item = item;

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref JsonInput input)
    {
        if (input.TokenType != JsonTokenType.StartArray)
        {
            throw input.Unexpected("an array");
        }

        // A list of exactly its size: most lists stay as long as the program keeps the result.
        var items = ArrayPool<T>.Shared.Rent(SmallestCapacity);
        var count = 0;
        try
        {
            while (input.NextItem())
            {
                // Elsewhere a null among the items says nothing; a list of non-null items can't carry it.
                if (IsNullAnItem || !input.IsNull)
                {
                    if (count == items.Length)
                    {
                        items = Larger(items);
                    }

                    items[count++] = _item.Read(ref input);
                }
            }

            return count == 0 ? [] : items.AsSpan(0, count).ToArray();
        }
        finally
        {
            Return(items, count);
        }
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, IReadOnlyList<T> value)
    {
        output.StartArray();
        for (var i = 0; i < value.Count; i++)
        {
            _item.Write(output, value[i]);
        }

        output.EndArray();
    }

    private static T[] Larger(T[] full)
    {
        var larger = ArrayPool<T>.Shared.Rent(full.Length * 2);
        Array.Copy(full, larger, full.Length);
        Return(full, full.Length);
        return larger;
    }

    private static void Return(T[] items, int count)
    {
        // The pool must not keep the items alive.
        Array.Clear(items, 0, count);
        ArrayPool<T>.Shared.Return(items);
    }
}
