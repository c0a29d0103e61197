using System;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <content>Members that are written when they have a value.</content>
public readonly partial struct JsonOutput
{
    /// <summary>Writes a member, or nothing for <see langword="null"/>.</summary>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="value">The value.</param>
    public void Member(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } flag)
        {
            Name(name);
            Value(flag);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            Name(name);
            Value(number);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            Name(name);
            Value(number);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, JToken? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, FreeForm value)
    {
        if (!value.IsNull)
        {
            Name(name);
            value.WriteTo(this);
        }
    }

    /// <summary>Writes a member with its codec, or nothing for <see langword="null"/>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="value">The value.</param>
    /// <param name="codec">Writes the value.</param>
    public void Member<T>(ReadOnlySpan<byte> name, T? value, JsonCodec<T> codec)
    {
        if (value is not null)
        {
            Name(name);
            Value(value, codec);
        }
    }

    /// <inheritdoc cref="Member{T}(ReadOnlySpan{byte}, T, JsonCodec{T})"/>
    public void Member<T>(ReadOnlySpan<byte> name, T? value, JsonCodec<T> codec)
        where T : struct
    {
        if (value is { } found)
        {
            Name(name);
            Value(found, codec);
        }
    }
}
