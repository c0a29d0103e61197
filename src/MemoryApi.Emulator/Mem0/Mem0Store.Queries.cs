using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Store
{
    /// <summary>A page of the memories that a query selects, in the order of storing, and the number of all.</summary>
    public (int Count, List<MemoryRecord> Items) List(MemoryQuery query, int skip, int take) => Read(() =>
    {
        // Otherwise, reading all pages of a large list would check each memory once per page.
        if (query.WholeEntity is { } key && (query.ShowExpired || _withExpirationDate == 0))
        {
            var now = Now;
            return _byEntity.TryGetValue(key, out var index)
                ? (index.Count, index.Slice(skip, take).Select(entry => entry.Current.AsOf(now)).ToList())
                : (0, []);
        }

        var count = 0;
        var items = new List<MemoryRecord>();
        foreach (var memory in Select(query))
        {
            if (count >= skip && items.Count < take)
            {
                items.Add(memory);
            }

            count++;
        }

        return (count, items);
    });

    /// <summary>The memories that share the most terms with the query, best first. Among equals, the one that was stored earlier comes first.</summary>
    public List<(MemoryRecord Memory, double Score)> Search(MemoryQuery query, string text, double threshold, int topK) => Read(() =>
    {
        var (terms, termCount) = _terms.Find(text);
        var found = new List<(MemoryRecord Memory, double Score)>();
        if (terms.Length == 0 && threshold > 0)
        {
            return found;
        }

        // The score comes first, since it excludes most memories and costs less than the filter.
        var now = Now;
        var today = Today;
        foreach (var entry in Candidates(query.Filter?.Scope()))
        {
            if (entry.SearchableAt(now) is not { } memory)
            {
                continue;
            }

            var score = termCount == 0 ? 0 : Math.Round((double)memory.CountTerms(terms) / termCount, 4);
            if (score >= threshold && query.Accepts(memory, today))
            {
                found.Add((memory, score));
            }
        }

        found.Sort(static (left, right) => right.Score.CompareTo(left.Score) is var byScore and not 0
            ? byScore
            : left.Memory.Sequence.CompareTo(right.Memory.Sequence));
        if (found.Count > topK)
        {
            found.RemoveRange(topK, found.Count - topK);
        }

        return found;
    });

    /// <summary>The changes of a memory, oldest first; null when there never was such a memory.</summary>
    public List<HistoryRow>? History(Guid id) => Read(() => _history.TryGetValue(id, out var rows) ? rows.ToList() : null);

    /// <summary>A page of the changes of all memories, oldest first, and the number of all.</summary>
    public (int Count, List<HistoryRow> Items) AllHistory(int skip, int take) => Read(() =>
        (_allHistory.Count, skip >= _allHistory.Count ? [] : _allHistory.GetRange(skip, Math.Min(take, _allHistory.Count - skip))));

    /// <summary>The categories of all memories, in alphabetical order.</summary>
    public List<string> Categories() => Read(() =>
    {
        var now = Now;
        return _all.Entries.SelectMany(entry => entry.Current.AsOf(now).Categories).Distinct().Order(StringComparer.Ordinal).ToList();
    });

    /// <summary>Lets searches find all stored memories now.</summary>
    public void CompleteIndexing() => Write(now =>
    {
        foreach (var entry in _all.Entries)
        {
            entry.Replace(entry.Current.EnrichedAt > now ? entry.Current with { EnrichedAt = now } : entry.Current);
        }

        return true;
    });

    /// <summary>How many entities of a kind have memories, and how many memories they have together.</summary>
    public (int Entities, int Memories) CountByKind(EntityKind kind) => Read(() =>
    {
        var counts = _byEntity.Where(index => index.Key.Kind == kind).Select(index => index.Value.Count).ToList();
        return (counts.Count, counts.Sum());
    });

    public int Count(Func<MemoryRecord, bool> matches) => Read(() => _all.Entries.Count(entry => matches(entry.Current)));

    /// <summary>The number of memories of each user who has any.</summary>
    public List<int> MemoriesPerUser() => Read(() => _byEntity.Where(index => index.Key.Kind == EntityKind.User).Select(index => index.Value.Count).ToList());

    private IEnumerable<MemoryRecord> Select(MemoryQuery query)
    {
        var now = Now;
        var today = Today;
        foreach (var entry in Candidates(query.Filter?.Scope()))
        {
            var memory = entry.Current.AsOf(now);
            if (query.Accepts(memory, today))
            {
                yield return memory;
            }
        }
    }

    private IEnumerable<MemoryEntry> Candidates(IReadOnlyCollection<EntityKey>? scope)
    {
        if (scope is null)
        {
            return _all.Entries;
        }

        var indexes = scope.Select(key => _byEntity.GetValueOrDefault(key)).OfType<MemoryIndex>().ToList();
        return indexes.Count switch
        {
            0 => [],
            1 => indexes[0].Entries,
            _ => indexes.SelectMany(index => index.Entries).Distinct().OrderBy(entry => entry.Current.Sequence),
        };
    }
}
