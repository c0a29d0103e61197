using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Store
{
    private readonly Dictionary<Guid, QueuedEvent> _events = [];
    private readonly List<QueuedEvent> _eventsInOrder = [];
    private readonly Queue<QueuedEvent> _pending = new();
    private long _nextDue = long.MaxValue;

    public JsonObject? FindEvent(Guid id) => Read(() => _events.GetValueOrDefault(id)?.ToFullJson());

    /// <summary>A page of the events of a type and between two days, latest first, and the number of all. Null sets no limit.</summary>
    public (int Count, List<JsonObject> Items) ListEvents(string? type, DateOnly? from, DateOnly? to, int skip, int take) => Read(() =>
    {
        var events = _eventsInOrder.FindAll(queued =>
        {
            var day = DateOnly.FromDateTime(queued.CreatedAt.UtcDateTime);
            return (type is null || queued.Type == type) && (from is null || day >= from) && (to is null || day <= to);
        });
        return (events.Count, events.AsEnumerable().Reverse().Skip(skip).Take(take).Select(queued => queued.ToJson()).ToList());
    });

    public long CountEvents(string type) => Read(() => _eventsInOrder.LongCount(queued => queued.Type == type));

    /// <summary>Does all queued work now, without waiting for its planned time.</summary>
    public void CompleteEvents()
    {
        _gate.EnterWriteLock();
        try
        {
            var now = Now;
            foreach (var queued in _pending)
            {
                queued.DueAt = queued.DueAt < now ? queued.DueAt : now;
            }

            CompleteDueEvents(now);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private Guid Queue(
        string type, DateTimeOffset now, JsonElement? payload, JsonElement? metadata, Func<DateTimeOffset, IReadOnlyList<EventResult>> work)
    {
        var queued = new QueuedEvent
        {
            Id = Guid.NewGuid(),
            Type = type,
            CreatedAt = now,
            DueAt = now + options.EventDelay,
            Payload = payload,
            Metadata = metadata,
            Work = work,
            PlannedError = faults.TakeEventFailure(),
        };
        Register(queued);
        _pending.Enqueue(queued);
        if (_pending.Count == 1)
        {
            Volatile.Write(ref _nextDue, queued.DueAt.UtcTicks);
        }

        return queued.Id;
    }

    private Guid Done(string type, DateTimeOffset now, JsonElement? payload, JsonElement? metadata, IReadOnlyList<EventResult> results)
    {
        var done = new QueuedEvent { Id = Guid.NewGuid(), Type = type, CreatedAt = now, DueAt = now, Payload = payload, Metadata = metadata };
        done.Succeed(results);
        Register(done);
        return done.Id;
    }

    private void Register(QueuedEvent queued)
    {
        _events.Add(queued.Id, queued);
        _eventsInOrder.Add(queued);
    }

    private bool HasDueEvents(DateTimeOffset now) => Volatile.Read(ref _nextDue) <= now.UtcTicks;

    private void CompleteDueEvents(DateTimeOffset now)
    {
        while (_pending.TryPeek(out var queued) && queued.DueAt <= now)
        {
            _pending.Dequeue();
            if (queued.PlannedError is { } error)
            {
                queued.Fail(error);
            }
            else
            {
                queued.Succeed(queued.Work!(queued.DueAt));
            }
        }

        Volatile.Write(ref _nextDue, _pending.TryPeek(out var next) ? next.DueAt.UtcTicks : long.MaxValue);
    }

    private void ClearEvents()
    {
        _events.Clear();
        _eventsInOrder.Clear();
        _pending.Clear();
        Volatile.Write(ref _nextDue, long.MaxValue);
    }
}
