using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Filters;

/// <summary>Filters of every kind, nested.</summary>
internal static class ArbitraryFilters
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Arbitrary<MemoryFilter> All { get; } = Arb.From(Gen.Sized(size => Filter(Math.Min(size, 16), withKeywords: true)));

    public static Arbitrary<MemoryFilter> WithoutKeywords { get; } = Arb.From(Gen.Sized(size => Filter(Math.Min(size, 16), withKeywords: false)));

    private static Gen<string> Id { get; } = Gen.Elements("alice", "bob", "a b", "ü/?", "\"", "**");

    private static Gen<JToken> Scalar { get; } = Gen.Elements(new JToken[] { "text", 1, 1.5m, true, "" });

    private static Gen<MemoryFilter> Entity { get; } =
        from entity in Gen.Elements(MemoryFilter.UserId, MemoryFilter.AgentId, MemoryFilter.AppId, MemoryFilter.RunId)
        from id in Id
        from other in Id
        from filter in Gen.Elements(entity.Is(id), entity.IsNot(id), entity.In(id, other), entity.IsAny())
        select filter;

    private static Gen<MemoryFilter> Time { get; } =
        from field in Gen.Elements(MemoryFilter.CreatedAt, MemoryFilter.UpdatedAt, MemoryFilter.Timestamp)
        from days in Gen.Choose(0, 4000)
        let time = Start.AddDays(days).AddMilliseconds(days)
        let date = CalendarDate.FromDateTime(time.UtcDateTime)
        from filter in Gen.Elements(
            field.Is(time), field.IsNot(time), field.Before(time), field.UpTo(time), field.After(time), field.From(time), field.In(time, Start),
            field.Between(Start, time), field.Is(date), field.From(date), field.Between(date, date), field.In(date))
        select filter;

    private static Gen<MemoryFilter> Expiration { get; } =
        from days in Gen.Choose(0, 4000)
        let date = CalendarDate.FromDateTime(Start.UtcDateTime).AddDays(days)
        from filter in Gen.Elements(
            MemoryFilter.ExpirationDate.Is(date),
            MemoryFilter.ExpirationDate.IsNot(date),
            MemoryFilter.ExpirationDate.Before(date),
            MemoryFilter.ExpirationDate.UpTo(date),
            MemoryFilter.ExpirationDate.After(date))
        select filter;

    private static Gen<MemoryFilter> Other { get; } =
        from key in Gen.Elements("source", "AND", "user_id", "a.b")
        from value in Scalar
        from filter in Gen.Elements(
            MemoryFilter.Metadata(key).Is(value),
            MemoryFilter.Metadata(key).IsNot(value),
            MemoryFilter.Metadata(key).Contains("part"),
            MemoryFilter.Categories.In("travel", "food"),
            MemoryFilter.Categories.Contains("trav"),
            MemoryFilter.MemoryIds(Guid.Empty.ToString()))
        select filter;

    private static Gen<MemoryFilter> Keyword { get; } = Gen.Elements(MemoryFilter.Keywords.Contains("x"), MemoryFilter.Keywords.ContainsInAnyCase("X"));

    /// <summary>The list form, which only JSON has.</summary>
    private static MemoryFilter NoneOf(params MemoryFilter[] filters) =>
        MemoryFilter.Parse(new JObject { ["NOT"] = new JArray(filters.Select(filter => filter.ToJson())) });

    private static Gen<MemoryFilter> Filter(int size, bool withKeywords)
    {
        var leaf = Gen.OneOf(new[] { Entity, Time, Expiration, Other }.Concat(withKeywords ? [Keyword] : []));
        return size < 2
            ? leaf
            : Gen.Frequency(
                (2, leaf),
                (2, from left in Filter(size / 2, withKeywords) from right in Filter(size / 2, withKeywords) select left & right),
                (2, from left in Filter(size / 2, withKeywords) from right in Filter(size / 2, withKeywords) select left | right),
                (1, Filter(size / 2, withKeywords).Select(filter => !filter)),
                (1, from left in Filter(size / 2, withKeywords) from right in Filter(size / 2, withKeywords) select NoneOf(left, right)));
    }
}
