using System;
using System.ComponentModel;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// What generated readers read from: UTF-8 JSON that is whole in memory, and a <see cref="Utf8JsonReader"/> over it. It stands on the first
/// token of a value before the value is read, and on the last one afterwards.
/// </summary>
/// <remarks>
/// A <c>Try</c> method returns <see langword="false"/> and leaves the input where it is when the value has another type than the
/// specification says, so that the caller can keep it as it came.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonInput
{
    internal const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private string? _escapedName;
    private ReadOnlySpan<byte> _name;
    private int _namedLevels;
    private int _levelsAboveMap = int.MaxValue;

    /// <summary>Starts to read. The bytes must stay as they are until the value has been read.</summary>
    /// <param name="utf8">JSON in valid UTF-8, without a byte order mark.</param>
    /// <param name="maxDepth">How deep arrays and objects may nest. Default: 128.</param>
    internal JsonInput(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>The name of the current member as text. Generated code compares its bytes and asks for the text only to keep a member.</summary>
    public readonly string MemberName => _escapedName ?? Utf8Text.GetString(_name);

    /// <summary>Whether the current value is <c>null</c>.</summary>
    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    internal readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>How many levels of what isn't JSON an error may name: down to the last member or item that is known to be of the specification.</summary>
    internal readonly int NamedLevels => Math.Min(_namedLevels, _levelsAboveMap);

    /// <summary>How many levels of what has another shape an error may name: all above a map, whose names are content.</summary>
    internal readonly int TypedLevels => _levelsAboveMap;

    /// <summary>Where the current token begins.</summary>
    internal readonly int TokenStart => (int)_reader.TokenStartIndex;

    /// <summary>Moves to the first token.</summary>
    internal void Start() => _reader.Read();

    /// <summary>Checks that nothing but white space follows the value.</summary>
    internal void End()
    {
        if (_reader.Read())
        {
            throw new JsonException("Something follows the JSON value.");
        }
    }

    /// <summary>Checks that an object begins here.</summary>
    /// <exception cref="JsonException">Something else begins here.</exception>
    public readonly void StartObject()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw Unexpected("an object");
        }
    }

    /// <summary>Moves to the value of the next member of an object.</summary>
    /// <param name="name">The name as UTF-8, without escapes.</param>
    /// <returns><see langword="false"/> at the end of the object.</returns>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        var isMember = NextName();
        name = _name;
        if (isMember)
        {
            // Without this name, which may be any, until something asks for a value of its type.
            _namedLevels = _reader.CurrentDepth - 1;
            _reader.Read();
        }

        return isMember;
    }

    /// <summary>Moves to the value of the next entry of a map, whose name is content.</summary>
    internal bool NextEntry()
    {
        var isEntry = NextName();
        if (isEntry)
        {
            _levelsAboveMap = Math.Min(_levelsAboveMap, _reader.CurrentDepth - 1);
            _reader.Read();
        }
        else if (_levelsAboveMap == _reader.CurrentDepth)
        {
            _levelsAboveMap = int.MaxValue;
        }

        return isEntry;
    }

    /// <summary>Moves to the next item of an array.</summary>
    /// <returns><see langword="false"/> at the end of the array.</returns>
    internal bool NextItem()
    {
        _reader.Read();
        _namedLevels = _reader.CurrentDepth;
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Passes over the value.</summary>
    public void Skip() => _reader.Skip();

    /// <summary>Passes over the value and copies its bytes.</summary>
    internal byte[] Copy()
    {
        var start = TokenStart;
        _reader.Skip();
        return _utf8.Slice(start, (int)_reader.BytesConsumed - start).ToArray();
    }

    /// <summary>Reads the value of a member that the specification doesn't have, or not with this type, and keeps it. Of two with one name the last counts.</summary>
    /// <param name="members">Where to keep it.</param>
    public void KeepMember(JObject members)
    {
        Require.NotNull(members, nameof(members));
        var name = MemberName;
        JsonTokens.Set(members, name, Token());
    }

    /// <summary>Reads any value; <c>null</c> too.</summary>
    public JToken Token() => JsonTokens.Read(ref _reader, JsonTokenRules.None);

    /// <summary>Reads the member that lists errors in an envelope; <c>null</c> and an empty list are none.</summary>
    /// <exception cref="Exception">There are errors; the client makes them an exception of the call.</exception>
    public void ThrowIfErrors()
    {
        var errors = Token();
        if (errors.Type != JTokenType.Null && errors is not JArray { Count: 0 })
        {
            throw new EnvelopeErrorsException(errors);
        }
    }

    /// <summary>Reads a value that has a codec and is an object.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="codec">Reads the value.</param>
    /// <param name="value">The value, or the default for <c>null</c>.</param>
    public bool TryModel<T>(JsonCodec<T> codec, out T? value) => TryStarting(codec, JsonTokenType.StartObject, out value);

    /// <summary>Reads a list whose items have a codec.</summary>
    /// <typeparam name="T">Type of the list.</typeparam>
    /// <param name="codec">Reads the list.</param>
    /// <param name="value">The list, or <see langword="null"/>.</param>
    public bool TryList<T>(JsonCodec<T> codec, out T? value) => TryStarting(codec, JsonTokenType.StartArray, out value);

    /// <summary>Reads a value of a hand-written type, whose codec takes any JSON.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="codec">Reads the value.</param>
    /// <param name="value">The value, or the default for <c>null</c>.</param>
    public bool TryValue<T>(JsonCodec<T> codec, out T? value)
    {
        NameLevel();
        value = IsNull ? default : codec.Read(ref this);
        return true;
    }

    /// <summary>The error for a value of another type than the specification says. It holds no content.</summary>
    /// <param name="expected">What was expected, with its article.</param>
    public readonly JsonException Unexpected(string expected) => new($"The response has {Kind(_reader.TokenType)} where {expected} was expected.");

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    /// <summary>Moves to the name of the next member.</summary>
    private bool NextName()
    {
        _reader.Read();
        _name = default;
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        if (_reader.ValueIsEscaped)
        {
            _escapedName = Text();
            _name = Utf8Text.Encoding.GetBytes(_escapedName);
        }
        else
        {
            _escapedName = null;
            _name = _reader.ValueSpan;
        }

        return true;
    }

    private bool TryStarting<T>(JsonCodec<T> codec, JsonTokenType start, out T? value)
    {
        value = default;
        if (IsNull)
        {
            return true;
        }

        if (_reader.TokenType != start)
        {
            return false;
        }

        NameLevel();
        value = codec.Read(ref this);
        return true;
    }

    /// <summary>Lets errors name the member or item that is read from here on.</summary>
    private void NameLevel() => _namedLevels = _reader.CurrentDepth;
}
