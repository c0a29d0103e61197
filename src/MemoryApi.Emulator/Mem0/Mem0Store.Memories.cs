using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Store
{
    private readonly Dictionary<Guid, MemoryEntry> _memories = [];
    private readonly Dictionary<EntityKey, MemoryIndex> _byEntity = [];
    private readonly Dictionary<(MemoryOwners Scope, string Hash), int> _copies = [];
    private readonly Dictionary<Guid, List<Guid>> _replacedBy = [];
    private readonly Dictionary<Guid, List<HistoryRow>> _history = [];
    private readonly List<HistoryRow> _allHistory = [];
    private readonly Dictionary<Guid, MemoryFeedback> _feedback = [];
    private readonly TermDictionary _terms = new();
    private MemoryIndex _all = new();
    private long _sequence;
    private int _withExpirationDate;

    /// <summary>Names of the project's own categories; null for the default ones.</summary>
    public Func<IReadOnlyList<CategoryName>?> ProjectCategories { get; set; } = static () => null;

    public int MemoryCount => Read(() => _memories.Count);

    public MemoryRecord? Find(Guid id) => Read(() => _memories.GetValueOrDefault(id)?.Current.AsOf(Now));

    /// <summary>Queues an add. Each message of the user becomes one memory. Each message of the assistant becomes one memory of the agent, if the add names one.</summary>
    public Guid QueueAdd(NewMemory add, JsonElement payload) => Write(now =>
    {
        var accepted = ++_accepted;
        return Queue("ADD", now, payload, add.Metadata, at =>
        {
            var results = new List<EventResult>();
            foreach (var message in add.Input)
            {
                if (add.Scope.OfSpeaker(message.Role) is { } scope && !string.IsNullOrWhiteSpace(message.Content))
                {
                    results.Add(Store(message.Content.Trim(), add with { Scope = scope }, at, accepted, options.SearchLag));
                }
            }

            return results;
        });
    });

    /// <summary>Stores each message as it is, for all entities. A message is skipped when the same entities already have an exact copy.</summary>
    public (Guid EventId, IReadOnlyList<EventResult> Results) AddVerbatim(NewMemory add, JsonElement payload) => Write(now =>
    {
        var accepted = ++_accepted;
        var results = new List<EventResult>();
        foreach (var message in add.Input)
        {
            if (message.Role != "system" && message.Content.Length > 0 && !_copies.ContainsKey((add.Scope, Hash(message.Content))))
            {
                results.Add(Store(message.Content, add, now, accepted, options.SearchLag));
            }
        }

        return (Done("ADD", now, payload, add.Metadata, results), (IReadOnlyList<EventResult>)results);
    });

    /// <summary>Stores one memory without an event.</summary>
    public Guid AddDirectly(string text, IReadOnlyList<string>? categories, NewMemory add) => Write(now =>
    {
        var id = Store(text, add, now, ++_accepted, searchLag: TimeSpan.Zero).MemoryId;
        if (categories is not null)
        {
            _memories[id].Replace(_memories[id].Current with { Categories = categories });
        }

        return id;
    });

    /// <summary>Changes a memory; null when there is no such memory.</summary>
    public MemoryRecord? Update(Guid id, MemoryChange change) => Write(now => UpdateUnderLock(id, change, now));

    /// <summary>Changes all memories and returns null. When one of them is missing, changes none and returns its id.</summary>
    public Guid? UpdateAll(IReadOnlyList<(Guid Id, MemoryChange Change)> changes) => Write(now =>
    {
        foreach (var (id, _) in changes)
        {
            if (!_memories.ContainsKey(id))
            {
                return id;
            }
        }

        foreach (var (id, change) in changes)
        {
            UpdateUnderLock(id, change, now);
        }

        return (Guid?)null;
    });

    /// <summary>Deletes a memory. Returns how many superseded memories were deleted with it, or null when there is no such memory.</summary>
    public int? Delete(Guid id, bool linked) => Write<int?>(now =>
    {
        if (!_memories.ContainsKey(id))
        {
            return null;
        }

        var others = linked ? Superseded(id) : [];
        Remove(id, now);
        foreach (var other in others)
        {
            Remove(other, now);
        }

        return others.Count;
    });

    /// <summary>Deletes the memories that exist, and returns their number.</summary>
    public int DeleteAll(IReadOnlyList<Guid> ids) => Write(now =>
    {
        var before = _memories.Count;
        foreach (var id in ids)
        {
            Remove(id, now);
        }

        return before - _memories.Count;
    });

    /// <summary>Queues a deletion. It deletes the memories that match and were accepted before this call.</summary>
    public Guid QueueDelete(string type, JsonElement payload, EntityKey? scope, Func<MemoryRecord, bool> matches, EntityKey? entity = null) =>
        Write(now =>
        {
            var accepted = ++_accepted;
            return Queue(type, now, payload, null, at =>
            {
                var candidates = scope is { } key ? _byEntity.GetValueOrDefault(key)?.Entries ?? [] : _all.Entries;
                var doomed = candidates.Select(entry => entry.Current).Where(memory => memory.Accepted < accepted && matches(memory)).ToList();
                foreach (var memory in doomed)
                {
                    Remove(memory.Id, at);
                }

                if (entity is { } vanishing && !_byEntity.ContainsKey(vanishing))
                {
                    _entities.Remove(vanishing);
                }

                return doomed.Select(memory => new EventResult(memory.Id, "DELETE", memory.Text, memory.Scope.UserId)).ToList();
            });
        });

    /// <summary>Marks a memory as replaced by a later one; false when one of them is missing.</summary>
    public bool Supersede(Guid id, Guid by) => Write(_ =>
    {
        if (!_memories.TryGetValue(id, out var entry) || !_memories.ContainsKey(by))
        {
            return false;
        }

        entry.Replace(entry.Current with { ReplacedBy = by });
        if (!_replacedBy.TryGetValue(by, out var replaced))
        {
            _replacedBy[by] = replaced = [];
        }

        replaced.Add(id);
        return true;
    });

    /// <summary>Sets the feedback on a memory; null when there is no such memory.</summary>
    public MemoryFeedback? SaveFeedback(Guid memoryId, string? feedback, string? reason) => Write(_ =>
    {
        if (!_memories.ContainsKey(memoryId))
        {
            return null;
        }

        var id = _feedback.TryGetValue(memoryId, out var earlier) ? earlier.Id : Guid.NewGuid();
        return _feedback[memoryId] = new MemoryFeedback(id, feedback, reason);
    });

    private EventResult Store(string text, NewMemory add, DateTimeOffset now, long accepted, TimeSpan searchLag)
    {
        var terms = TermDictionary.Split(text);
        var memory = new MemoryRecord
        {
            Id = Guid.NewGuid(),
            Sequence = ++_sequence,
            Accepted = accepted,
            Text = text,
            Hash = Hash(text),
            Terms = _terms.Index(terms),
            Scope = add.Scope,
            CreatedAt = add.CreatedAt ?? now,
            UpdatedAt = add.CreatedAt ?? now,
            Metadata = add.Metadata,
            Categories = Categorize(terms, add.Categories ?? ProjectCategories() ?? CategoryName.Defaults),
            EnrichedAt = now + searchLag,
            ExpirationDate = add.ExpirationDate,
            IsImmutable = add.IsImmutable,
            IsSynthesized = add.IsSynthesized,
            Input = add.Input,
        };
        var entry = new MemoryEntry(memory, now, now + searchLag);
        _memories.Add(memory.Id, entry);
        _all.Add(entry);
        foreach (var key in memory.Scope.Keys)
        {
            if (!_byEntity.TryGetValue(key, out var index))
            {
                _byEntity[key] = index = new MemoryIndex();
            }

            index.Add(entry);
            Touch(key, now);
        }

        CountIn(memory, +1);
        Remember("ADD", null, memory.Text, memory.AsOf(now), memory.Input, now);
        return new EventResult(memory.Id, "ADD", memory.Text, memory.Scope.UserId);
    }

    private MemoryRecord? UpdateUnderLock(Guid id, MemoryChange change, DateTimeOffset now)
    {
        if (!_memories.TryGetValue(id, out var entry))
        {
            return null;
        }

        var old = entry.Current;
        var updated = old with { UpdatedAt = now, IsUpdated = true };
        if (change.Text is { } text)
        {
            updated = updated with { Text = text, Hash = Hash(text), Terms = _terms.Index(TermDictionary.Split(text)) };
        }

        if (change.SetsMetadata)
        {
            updated = updated with { Metadata = change.Metadata };
        }

        if (change.SetsExpirationDate)
        {
            updated = updated with { ExpirationDate = change.ExpirationDate };
        }

        if (change.CreatedAt is { } createdAt)
        {
            updated = updated with { CreatedAt = createdAt };
        }

        CountIn(old, -1);
        entry.Replace(updated, now, now + options.SearchLag);
        CountIn(updated, +1);
        updated = updated.AsOf(now);
        Remember("UPDATE", old.Text, updated.Text, updated, [new MessageInput("user", updated.Text)], now);
        return updated;
    }

    private void Remove(Guid id, DateTimeOffset now)
    {
        if (!_memories.Remove(id, out var entry))
        {
            return;
        }

        var memory = entry.Current;
        entry.IsDeleted = true;
        _all.Deleted();
        foreach (var key in memory.Scope.Keys)
        {
            var index = _byEntity[key];
            index.Deleted();
            if (index.Count == 0)
            {
                _byEntity.Remove(key);
            }
        }

        CountIn(memory, -1);
        _replacedBy.Remove(id);
        _feedback.Remove(id);
        Remember("DELETE", memory.Text, null, memory.AsOf(now), memory.Input, now);
    }

    /// <summary>The memories that this one superseded, those that they superseded, and so on; never the memory that superseded it.</summary>
    private List<Guid> Superseded(Guid id)
    {
        var seen = new HashSet<Guid> { id };
        var toVisit = new Queue<Guid>(seen);
        while (toVisit.TryDequeue(out var newer))
        {
            foreach (var older in _replacedBy.GetValueOrDefault(newer) ?? [])
            {
                // Another memory may have superseded it since.
                if (_memories.TryGetValue(older, out var entry) && entry.Current.ReplacedBy == newer && seen.Add(older))
                {
                    toVisit.Enqueue(older);
                }
            }
        }

        seen.Remove(id);
        return [.. seen];
    }

    private void Remember(
        string change, string? oldText, string? newText, MemoryRecord memory, IReadOnlyList<MessageInput> input, DateTimeOffset now)
    {
        var row = new HistoryRow(
            Guid.NewGuid(), memory.Id, change, oldText, newText, memory.Scope, input, memory.Metadata, memory.Categories, memory.CreatedAt, now);
        if (!_history.TryGetValue(memory.Id, out var rows))
        {
            _history[memory.Id] = rows = new List<HistoryRow>(1);
        }

        rows.Add(row);
        _allHistory.Add(row);
    }

    private void CountIn(MemoryRecord memory, int by)
    {
        _withExpirationDate += memory.ExpirationDate is null ? 0 : by;
        var key = (memory.Scope, memory.Hash);
        var count = _copies.GetValueOrDefault(key) + by;
        if (count > 0)
        {
            _copies[key] = count;
        }
        else
        {
            _copies.Remove(key);
        }
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 16).ToLowerInvariant();

    private static string[] Categorize(IReadOnlyCollection<string> terms, IReadOnlyList<CategoryName> categories)
    {
        var names = categories.Where(category => category.AppliesTo(terms)).Select(category => category.Name).ToArray();
        return names.Length == 0 ? [] : names;
    }

    private void ClearMemories()
    {
        _memories.Clear();
        _byEntity.Clear();
        _copies.Clear();
        _replacedBy.Clear();
        _history.Clear();
        _allHistory.Clear();
        _feedback.Clear();
        _terms.Clear();
        _all = new MemoryIndex();
        _sequence = 0;
        _withExpirationDate = 0;
    }
}
