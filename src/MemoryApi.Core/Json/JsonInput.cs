using System;
using System.ComponentModel;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// The input of generated readers: a <see cref="Utf8JsonReader"/> over complete UTF-8 JSON in memory. It is at the first token of a value before the value is read,
/// and at the last token afterwards.
/// </summary>
/// <remarks>
/// If a value has another type than in the specification, a <c>Try</c> method returns <see langword="false"/> and doesn't move, so that the caller can keep the
/// value unchanged.
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

    /// <summary>Creates the input. The bytes must not change until the value has been read.</summary>
    /// <param name="utf8">JSON in valid UTF-8, without a byte order mark.</param>
    /// <param name="maxDepth">How deep arrays and objects may nest. Default: 128.</param>
    internal JsonInput(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>The name of the current member as text. Generated code compares names as bytes, and needs the text only to keep unknown members.</summary>
    public readonly string MemberName => _escapedName ?? Utf8Text.GetString(_name);

    /// <summary>Whether the current value is <c>null</c>.</summary>
    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    internal readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>How many levels of the path an error may name when the text isn't JSON: down to the last member or item that is known from the specification.</summary>
    internal readonly int NamedLevels => Math.Min(_namedLevels, _levelsAboveMap);

    /// <summary>How many levels of the path an error may name when a value has an unexpected type: all levels above a map, whose names are content.</summary>
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
            // The name is unknown and may be content, so errors don't name it until a typed value is read.
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

    /// <summary>Skips the value.</summary>
    public void Skip() => _reader.Skip();

    /// <summary>Skips the value and copies its bytes.</summary>
    internal byte[] Copy()
    {
        var start = TokenStart;
        _reader.Skip();
        return _utf8.Slice(start, (int)_reader.BytesConsumed - start).ToArray();
    }

    /// <summary>Reads and keeps the value of a member that is unknown or has an unexpected type. If a name occurs twice, the last value counts.</summary>
    /// <param name="members">The object that keeps the member.</param>
    public void KeepMember(JObject members)
    {
        Require.NotNull(members, nameof(members));
        var name = MemberName;
        JsonTokens.Set(members, name, Token());
    }

    /// <summary>Reads any value; <c>null</c> too.</summary>
    public JToken Token() => JsonTokens.Read(ref _reader, JsonTokenRules.None);

    /// <summary>Reads the member with the errors of an envelope. <c>null</c> and an empty list mean that there are none.</summary>
    /// <exception cref="Exception">The envelope lists errors. The client translates this to the exception of the call.</exception>
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

    /// <summary>Creates the error for a value of an unexpected type. It contains no content.</summary>
    /// <param name="expected">The expected type, with an article.</param>
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

        _escapedName = _reader.ValueIsEscaped ? Text() : null;
        _name = _escapedName is null ? _reader.ValueSpan : Utf8Text.Encoding.GetBytes(_escapedName);
        return true;
    }

    private bool TryStarting<T>(JsonCodec<T> codec, JsonTokenType start, out T? value)
    {
        if (_reader.TokenType != start)
        {
            value = default;
            return IsNull;
        }

        NameLevel();
        value = codec.Read(ref this);
        return true;
    }

    /// <summary>From here on, errors may name the current member or item.</summary>
    private void NameLevel() => _namedLevels = _reader.CurrentDepth;
}
