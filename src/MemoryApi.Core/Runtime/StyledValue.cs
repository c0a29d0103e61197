using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// The value of a parameter, split into its parts: a scalar, a list or an object. It is built from the JSON that the codec writes, so that a value has the same text
/// in a parameter as in a body.
/// </summary>
internal sealed class StyledValue
{
    private readonly JsonValueKind _kind;
    private readonly string _scalar;
    private readonly IReadOnlyList<StyledValue> _items;
    private readonly IReadOnlyList<KeyValuePair<string, StyledValue>> _members;

    private StyledValue(JsonElement json)
    {
        _kind = json.ValueKind;
        _scalar = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Null => string.Empty,
            _ => json.GetRawText(),
        };
        _items = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(item => new StyledValue(item))] : [];

        // A member that is null is left out: a name without a value would mean an empty text.
        _members = json.ValueKind == JsonValueKind.Object
            ? [.. json.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .Select(member => new KeyValuePair<string, StyledValue>(member.Name, new StyledValue(member.Value)))]
            : [];
    }

    public static StyledValue Of<T>(T value, JsonCodec<T> codec, string name)
    {
        using var document = JsonDocument.Parse(Write(value, codec, name), new JsonDocumentOptions { MaxDepth = JsonTokens.MaxDepth });
        return new StyledValue(document.RootElement);
    }

    public static StyledValue Of(JsonElement json) => new(json);

    /// <summary>Parses the JSON that a codec writes for a value.</summary>
    /// <exception cref="ArgumentException">A part of the value can't be written as JSON.</exception>
    public static byte[] Write<T>(T value, JsonCodec<T> codec, string name)
    {
        try
        {
            return codec.ToUtf8(value);
        }
        catch (UnsendableValueException failure)
        {
            throw new ArgumentException($"{name} {failure.Problem}.", name);
        }
    }

    /// <summary>The members of an object as fields of a form: pairs of name and text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Form() => _members.SelectMany(member => member.Value.Form(member.Key, explode: true));

    /// <summary>The style <c>form</c>: pairs for a query or a form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Form(string name, bool explode) => _kind switch
    {
        JsonValueKind.Array when explode => _items.Select(item => Pair(name, item._scalar)),
        JsonValueKind.Object when explode => _members.Select(member => Pair(member.Key, member.Value._scalar)),
        _ => [Pair(name, string.Join(",", Parts()))],
    };

    /// <summary>A list, or an object as alternating names and values, with a delimiter between all of them.</summary>
    public KeyValuePair<string, string> Delimited(string name, string delimiter) => Pair(name, string.Join(delimiter, Parts()));

    /// <summary>The style <c>deepObject</c>: one pair for each scalar, with its path in brackets.</summary>
    public IEnumerable<KeyValuePair<string, string>> DeepObject(string name) => _kind switch
    {
        JsonValueKind.Object => _members.SelectMany(member => member.Value.DeepObject($"{name}[{member.Key}]")),
        JsonValueKind.Array => _items.SelectMany(item => item.DeepObject(name)),
        _ => [Pair(name, _scalar)],
    };

    /// <summary>The style <c>simple</c>, for a path or a header.</summary>
    public string Simple(bool explode, Func<string, string> encode) => string.Join(",", Encoded(explode, encode));

    /// <summary>The style <c>label</c>: a point in front.</summary>
    public string Label(bool explode, Func<string, string> encode) => "." + string.Join(explode ? "." : ",", Encoded(explode, encode));

    /// <summary>The style <c>matrix</c>: a semicolon and the name in front.</summary>
    public string Matrix(string name, bool explode, Func<string, string> encode) => _kind switch
    {
        JsonValueKind.Array when explode => string.Concat(_items.Select(item => $";{encode(name)}={encode(item._scalar)}")),
        JsonValueKind.Object when explode => string.Concat(_members.Select(member => $";{encode(member.Key)}={encode(member.Value._scalar)}")),
        _ => $";{encode(name)}={string.Join(",", Encoded(explode: false, encode))}",
    };

    private IEnumerable<string> Encoded(bool explode, Func<string, string> encode) => _kind == JsonValueKind.Object && explode
        ? _members.Select(member => $"{encode(member.Key)}={encode(member.Value._scalar)}")
        : Parts().Select(encode);

    private IEnumerable<string> Parts() => _kind switch
    {
        JsonValueKind.Array => _items.Select(item => item._scalar),
        JsonValueKind.Object => _members.SelectMany(member => new[] { member.Key, member.Value._scalar }),
        _ => [_scalar],
    };

    private static KeyValuePair<string, string> Pair(string name, string text) => new(name, text);
}
