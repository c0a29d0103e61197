using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Memories;

/// <summary>The common interfaces of memories from different responses.</summary>
public sealed class MemoryKindTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly IMemory[] All =
    [
        new Memory { Id = "m1", Text = "Likes tea", Metadata = new JObject { ["k"] = 1 }, Categories = ["food"], CreatedAt = Then, UpdatedAt = Then },
        new ScoredMemory { Id = "m1", Text = "Likes tea", Metadata = new JObject { ["k"] = 1 }, Categories = ["food"], CreatedAt = Then, UpdatedAt = Then },
        new EntityMemory { Id = "m1", Text = "Likes tea", Metadata = new JObject { ["k"] = 1 }, Categories = ["food"], CreatedAt = Then, UpdatedAt = Then },
        new AddedMemory { Id = "m1", Data = new MemoryData { Text = "Likes tea" } },
    ];

    [Test]
    public void Id_and_text_are_read_the_same_way_from_each() =>
        Assert.That(All.Select(memory => (memory.Id, memory.Text)), Is.All.EqualTo(("m1", "Likes tea")));

    [Test]
    public void Metadata_categories_and_times_are_read_from_those_that_have_them()
    {
        var withDetails = All.Take(3).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(withDetails.Select(memory => (int)memory.Metadata!["k"]!), Is.All.EqualTo(1));
            Assert.That(withDetails.Select(memory => memory.Categories!.Single()), Is.All.EqualTo("food"));
            Assert.That(withDetails.Select(memory => (memory.CreatedAt, memory.UpdatedAt)), Is.All.EqualTo(((DateTimeOffset?)Then, (DateTimeOffset?)Then)));
            Assert.That((All[3].Metadata, All[3].Categories, All[3].CreatedAt, All[3].UpdatedAt), Is.EqualTo(((JObject?)null, (IReadOnlyList<string>?)null, (DateTimeOffset?)null, (DateTimeOffset?)null)));
            Assert.That(((IMemory)new AddedMemory { Id = "m1" }).Text, Is.Null);
        });
    }

    [Test]
    public void Owners_are_read_from_what_a_list_and_a_search_return()
    {
        var day = new CalendarDate(2027, 1, 2);
        IOwnedMemory[] owned =
        [
            new Memory { Id = "m1", UserId = "u", AgentId = "a", AppId = "p", RunId = "r", ExpirationDate = day },
            new ScoredMemory { Id = "m1", UserId = "u", AgentId = "a", AppId = "p", RunId = "r", ExpirationDate = day },
        ];

        Assert.That(owned.Select(memory => (memory.UserId, memory.AgentId, memory.AppId, memory.RunId, memory.ExpirationDate)), Is.All.EqualTo(("u", "a", "p", "r", (CalendarDate?)day)));
    }
}
