using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>The legacy memory stores, and the calls that can be added to them.</summary>
internal sealed class MemoryStoreRegistry(TimeProvider time)
{
    private readonly object _gate = new();
    private readonly List<MemoryStore> _stores = [];
    private readonly Dictionary<string, StoreCall> _calls = new(StringComparer.Ordinal);

    public DateTimeOffset Now => time.GetUtcNow();

    public JsonArray List()
    {
        lock (_gate)
        {
            return _stores.Select(store => (JsonNode?)store.ToJson()).ToJsonArray();
        }
    }

    public JsonObject Create(string name)
    {
        lock (_gate)
        {
            var store = new MemoryStore { Id = Guid.NewGuid().ToString(), Name = name, CreatedAt = Now };
            _stores.Add(store);
            return store.ToJson();
        }
    }

    /// <summary>Runs an action on a store; null when there is no store with that id.</summary>
    public T? With<T>(string id, Func<MemoryStore, T> action)
        where T : class
    {
        lock (_gate)
        {
            return _stores.Find(store => store.Id == id) is { } found ? action(found) : null;
        }
    }

    public bool Delete(string id)
    {
        lock (_gate)
        {
            return _stores.RemoveAll(store => store.Id == id) > 0;
        }
    }

    /// <summary>Registers a call, so that adding it to a store finds its user.</summary>
    public void RegisterCall(StoreCall call)
    {
        lock (_gate)
        {
            _calls[call.Id] = call;
        }
    }

    /// <summary>The call with that id. An unknown call counts as a call of the given number.</summary>
    public StoreCall FindCall(string id, string? phoneNumber)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault(id) ?? new StoreCall(id, phoneNumber, "A call.", 1, true, Now);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _stores.Clear();
            _calls.Clear();
        }
    }
}
