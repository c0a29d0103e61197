using System.Collections.Generic;
using System.ComponentModel;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Reads and writes a JSON array whose items have a model.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonListModel<T> : JsonModel<IReadOnlyList<T>>
{
    private readonly JsonModel<T> _item;

    // Where an item may be any value, null is one.
    private readonly bool _isNullAnItem;

    /// <summary>A list of what <paramref name="item"/> reads and writes.</summary>
    /// <param name="item">Model of the items.</param>
    public JsonListModel(JsonModel<T> item)
    {
        _item = item;
        _isNullAnItem = typeof(T) == typeof(JToken);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartArray)
        {
            throw JsonRead.Unexpected(reader, "an array");
        }

        var items = new List<T>();
        while (JsonRead.NextItem(reader))
        {
            // Elsewhere a null among the items says nothing; a list of non-null items can't carry it.
            if (_isNullAnItem || reader.TokenType != JsonToken.Null)
            {
                items.Add(_item.Read(reader));
            }
        }

        return items;
    }

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, IReadOnlyList<T> value)
    {
        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++)
        {
            _item.Write(writer, value[i]);
        }

        writer.WriteEndArray();
    }
}
