using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <content> What an enumeration demands of the members that decide whether more pages follow. A value of another type is kept aside elsewhere; here the list would
/// seem to end. </content>
public ref partial struct JsonInput
{
    /// <summary>Checks that the value is an array or <c>null</c>.</summary>
    /// <exception cref="JsonException">The value has another type.</exception>
    public readonly void ExpectArray() => Expect(TokenType is JsonTokenType.StartArray or JsonTokenType.Null, "an array");

    /// <summary>Checks that the value is an object or <c>null</c>.</summary>
    /// <exception cref="JsonException">The value has another type.</exception>
    public readonly void ExpectObject() => Expect(TokenType is JsonTokenType.StartObject or JsonTokenType.Null, "an object");

    /// <summary>Checks that the value is a string, or <c>null</c>.</summary>
    /// <exception cref="JsonException">The value has another type.</exception>
    public readonly void ExpectString() => Expect(TokenType is JsonTokenType.String or JsonTokenType.Null, "a string");

    /// <summary>Checks that the value is a boolean, or <c>null</c>.</summary>
    /// <exception cref="JsonException">The value has another type.</exception>
    public readonly void ExpectBoolean() => Expect(TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null, "a boolean");

    /// <summary>Checks that the value is a whole number of 64 bits, or <c>null</c>.</summary>
    /// <exception cref="JsonException">The value has another type.</exception>
    public void ExpectWholeNumber() => Expect(IsNull || (TokenType == JsonTokenType.Number && TryInt64(out _)), "a whole number");

    private readonly void Expect(bool isExpected, string expected)
    {
        if (!isExpected)
        {
            throw Unexpected(expected);
        }
    }
}
