using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>Random values of any type that a generated model has. The same seed gives the same values.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Texts =
    [
        "text", "", " ", "2026-01-15T10:30:00Z", "2026-01-15T10:30:00.123456-08:00", "2026-01-15", "17", "-1.5e3", "true", "null", "\"quoted\" \\ / \b\f\n\r\t",
        "größe", "日本語", "😀👩‍👩‍👧", "\u2028\u0000\u001f", "{\"a\":[1,2]}", "//no comment",
    ];

    // Within what decimals hold: in users' own JsonConvert free-form numbers keep their digits, and its reader has one setting for all.
    private static readonly double[] Doubles = [0, 1, -1, 0.5, 0.1 + 0.2, 1e21, 1e-7, -123456.789, 1d / 3, 100];

    private static readonly long[] Wholes = [0, 1, -1, 9, 255, int.MaxValue, int.MinValue];

    private readonly Random _random = new(seed);

    /// <summary>A model, of which about half of the members are set, and all that must be.</summary>
    public object Model(Type type, int depth) => Model(type, depth, isFull: _ => _random.Next(2) == 0);

    /// <summary>A model of which only those members are set that must be.</summary>
    public object Least(Type type) => Model(type, 2, static _ => false);

    private object Model(Type type, int depth, Func<PropertyInfo, bool> isFull)
    {
        var model = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var property in type.GetProperties().Where(static property => property.CanWrite && property.Name != nameof(Memory.AdditionalProperties)))
        {
            if (IsDue(property) || isFull(property))
            {
                property.SetValue(model, Of(property.PropertyType, depth - 1));
            }
        }

        return model;
    }

    /// <summary>Whether null isn't a value of the member.</summary>
    public static bool IsDue(PropertyInfo property) =>
        !property.PropertyType.IsValueType && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull;

    public object? Of(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, depth);
        }

        if (type.IsGenericType)
        {
            return OfGeneric(type, type.GetGenericTypeDefinition(), depth);
        }

        return type switch
        {
            _ when type == typeof(string) => Pick(Texts),
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(int) => (int)Pick(Wholes),
            _ when type == typeof(long) => _random.Next(2) == 0 ? Pick(Wholes) : _random.NextInt64(),
            _ when type == typeof(double) => Pick(Doubles),
            _ when type == typeof(DateTimeOffset) => Time(),
            _ when type == typeof(CalendarDate) => CalendarDate.FromDateTime(Time().Date),
            _ when type == typeof(JObject) => Object(depth),
            _ when type == typeof(JToken) => Token(depth),
            _ when type == typeof(MessageContent) => MessageContent.FromText(Pick(Texts)),
            { IsValueType: true } => Activator.CreateInstance(type, Pick(Texts)),
            _ => Model(type, depth),
        };
    }

    public JToken Token(int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new JValue(Pick(Texts)),
        1 => new JValue(Pick(Wholes)),
        2 => new JValue(_random.Next(2) == 0),
        3 => new JValue(Math.Round((decimal)_random.NextDouble(), 6) + 0.1234567m),
        4 => JValue.CreateNull(),
        5 => new JArray(Enumerable.Range(0, _random.Next(3)).Select(_ => Token(depth - 1)).ToArray<object>()),
        _ => Object(depth - 1),
    };

    private JObject Object(int depth)
    {
        var value = new JObject();
        for (var i = _random.Next(4); i > 0; i--)
        {
            value[Pick(Texts)] = Token(depth);
        }

        return value;
    }

    private object OfGeneric(Type type, Type definition, int depth)
    {
        var last = type.GetGenericArguments()[^1];
        if (definition == typeof(Optional<>))
        {
            return Activator.CreateInstance(type, _random.Next(4) == 0 && (!last.IsValueType || Nullable.GetUnderlyingType(last) is not null) ? null : Of(last, depth))!;
        }

        var count = _random.Next(1, 3);
        if (definition == typeof(IReadOnlyList<>))
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(last))!;
            for (var i = 0; i < (depth > 0 ? count : 0); i++)
            {
                list.Add(Of(last, depth - 1));
            }

            return list;
        }

        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), last))!;
        for (var i = 0; i < count; i++)
        {
            map["key" + i] = Of(last, depth - 1);
        }

        return map;
    }

    private DateTimeOffset Time() =>
        new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)
            .AddSeconds(_random.Next(400_000_000))
            .AddTicks(_random.Next(3) == 0 ? _random.Next(10_000_000) : 0)
            .ToOffset(TimeSpan.FromMinutes(_random.Next(2) == 0 ? 0 : _random.Next(-700, 700)));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
