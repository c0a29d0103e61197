using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>
/// The partitions of a client: one for its own key, and one for each key from <see cref="RequestOptions"/>. When there are too many of the latter, those that have
/// been idle the longest are dropped.
/// </summary>
internal sealed class KeyPartitions
{
    /// <summary>How many partitions are kept for keys from <see cref="RequestOptions"/>.</summary>
    public const int MostKept = 1000;

    private readonly object _lock = new();
    private readonly Dictionary<string, KeyPartition> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<KeyPartition, LinkedListNode<KeyPartition>> _idleNodes = [];
    private readonly LinkedList<KeyPartition> _idle = new();
    private readonly Func<string?, KeyPartition> _make;
    private readonly KeyPartition _ofClient;

    public KeyPartitions(Func<string?, KeyPartition> make)
    {
        _make = make;
        _ofClient = make(null);
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Gets the partition of a call. The call has to <see cref="Leave"/> it at its end.</summary>
    /// <param name="key">The key from the call's <see cref="RequestOptions"/>, or <see langword="null"/>.</param>
    public KeyPartition Enter(string? key)
    {
        if (key is null)
        {
            return _ofClient;
        }

        lock (_lock)
        {
            if (!_all.TryGetValue(key, out var partition))
            {
                partition = _make(key);
                _all.Add(key, partition);
            }
            else if (partition.Calls == 0)
            {
                _idle.Remove(_idleNodes[partition]);
                _idleNodes.Remove(partition);
            }

            partition.Calls++;
            return partition;
        }
    }

    public void Leave(KeyPartition partition)
    {
        if (partition.Key is null)
        {
            return;
        }

        lock (_lock)
        {
            if (--partition.Calls == 0)
            {
                _idleNodes.Add(partition, _idle.AddLast(partition));
            }

            while (_all.Count > MostKept && _idle.First is { Value: var longestIdle })
            {
                _idle.RemoveFirst();
                _idleNodes.Remove(longestIdle);
                _all.Remove(longestIdle.Key!);
                longestIdle.Limiter.Dispose();
            }
        }
    }
}
