using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>
/// A member of a request that has three states: not set (it isn't sent), set to <see langword="null"/> (it is sent as
/// JSON <c>null</c>, which asks the service to clear it), or set to a value.
/// </summary>
/// <typeparam name="T">Type of the value; nullable where the service takes <c>null</c>.</typeparam>
/// <remarks>
/// Assign a value or <see langword="null"/> directly; <c>default</c> is "not set". C# applies only one implicit conversion, and none to an interface. So for a value
/// of another type than <typeparamref name="T"/>, such as a list or a <c>DateOnly</c>, use the constructor:
/// <code>
/// new UpdateMemoryRequest { ExpirationDate = new(dateOnly) }
/// new UpdateProjectRequest { CustomCategories = new(listOfCategories) }
/// new UpdateMemoryRequest { ExpirationDate = null } // clears it
/// </code>
/// As JSON it is its value. One that isn't set is written as <c>null</c>, unless the serializer leaves out default values (<c>JsonIgnoreCondition.WhenWritingDefault</c>
/// of System.Text.Json, <c>DefaultValueHandling.Ignore</c> of Newtonsoft.Json); the models of this library leave it out by themselves.
/// Before C# 9 the constructor is written with its type: <c>new Optional&lt;CalendarDate?&gt;(dateOnly)</c>.
/// </remarks>
[System.Text.Json.Serialization.JsonConverter(typeof(OptionalConverterFactory))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftOptionalConverter))]
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    private readonly T _value;

    /// <summary>Sets the member, also when <paramref name="value"/> is <see langword="null"/>.</summary>
    /// <param name="value">The value to send.</param>
    public Optional(T value)
    {
        _value = value;
        IsSet = true;
    }

    /// <summary>Whether the member is sent at all. Default: <see langword="false"/>.</summary>
    public bool IsSet { get; }

    /// <summary>The value to send.</summary>
    /// <exception cref="InvalidOperationException">No value is set.</exception>
    public T Value => IsSet
        ? _value
        : throw new InvalidOperationException("The optional member is not set. Check IsSet first.");

    /// <summary>The value when one is set, else <paramref name="fallback"/>.</summary>
    /// <param name="fallback">What to return when nothing is set.</param>
    public T GetValueOrDefault(T fallback) => IsSet ? _value : fallback;

    /// <summary>Sets the member to <paramref name="value"/>.</summary>
    /// <param name="value">The value to send; <see langword="null"/> is sent as <c>null</c>.</param>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) =>
        IsSet == other.IsSet && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsSet && _value is not null ? _value.GetHashCode() : 0;

    /// <summary>Whether both have the same state and value.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether the two differ in state or value.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <summary>The value as text, or <c>(not set)</c>.</summary>
    public override string ToString() => IsSet ? _value?.ToString() ?? "null" : "(not set)";
}
