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
    public void Member(ReadOnlySpan<byte> name, ulong? value)
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
    public void Member(ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
        {
            Name(name);
            Value(number);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            Name(name);
            Value(time);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, CalendarDate? value)
    {
        if (value is { } date)
        {
            Name(name);
            Value(date);
        }
    }

    /// <inheritdoc cref="Member(ReadOnlySpan{byte}, string?)"/>
    public void Member(ReadOnlySpan<byte> name, byte[]? value)
    {
        if (value is not null)
        {
            Name(name);
            Value(value);
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
        where T : class
    {
        Require.NotNull(codec, nameof(codec));
        if (value is not null)
        {
            Name(name);
            codec.Write(this, value);
        }
    }

    /// <inheritdoc cref="Member{T}(ReadOnlySpan{byte}, T, JsonCodec{T})"/>
    public void Member<T>(ReadOnlySpan<byte> name, T? value, JsonCodec<T> codec)
        where T : struct
    {
        Require.NotNull(codec, nameof(codec));
        if (value is { } found)
        {
            Name(name);
            codec.Write(this, found);
        }
    }

    /// <summary>Writes a member with three states: nothing if it isn't set, else its value or <c>null</c>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="value">The value.</param>
    /// <param name="codec">Writes the value.</param>
    public void Member<T>(ReadOnlySpan<byte> name, Optional<T?> value, JsonCodec<T> codec)
        where T : class
    {
        Require.NotNull(codec, nameof(codec));
        if (value.IsSet)
        {
            Name(name);
            Value(codec, value.Value);
        }
    }

    /// <inheritdoc cref="Member{T}(ReadOnlySpan{byte}, Optional{T}, JsonCodec{T})"/>
    public void Member<T>(ReadOnlySpan<byte> name, Optional<T?> value, JsonCodec<T> codec)
        where T : struct
    {
        Require.NotNull(codec, nameof(codec));
        if (value.IsSet)
        {
            Name(name);
            Required(value.Value, codec);
        }
    }

    /// <summary>Writes a value with its codec; <see langword="null"/> is written as <c>null</c>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="codec">Writes the value.</param>
    public void Required<T>(T? value, JsonCodec<T> codec)
        where T : class
    {
        Require.NotNull(codec, nameof(codec));
        Value(codec, value);
    }

    /// <inheritdoc cref="Required{T}(T, JsonCodec{T})"/>
    public void Required<T>(T? value, JsonCodec<T> codec)
        where T : struct
    {
        Require.NotNull(codec, nameof(codec));
        if (value is { } found)
        {
            codec.Write(this, found);
        }
        else
        {
            Null();
        }
    }
}
