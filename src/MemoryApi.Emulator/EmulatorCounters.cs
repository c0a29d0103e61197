using System.Collections.Concurrent;
using System.Collections.Generic;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator;

/// <summary>
/// Counts how often each operation was processed. A processed request reached the service, changed or read its state and got a
/// 2xx status. It counts even if its response didn't reach the client, so a test can tell a lost response from a lost request.
/// </summary>
/// <remarks>
/// Operations are named after the clients' methods: group and verb, joined by an underscore, such as
/// <c>Memories_Add</c> or <c>Memory_MergeFacts</c>.
/// </remarks>
public sealed class EmulatorCounters
{
    private readonly ConcurrentDictionary<string, long> _processed = new(System.StringComparer.Ordinal);
    private readonly KnownOperations _operations;

    internal EmulatorCounters(KnownOperations operations) => _operations = operations;

    /// <summary>How often Mem0 accepted an add (<c>Memories_Add</c>).</summary>
    public long Adds => Processed("Memories_Add");

    /// <summary>How often Bland merged facts (<c>Memory_MergeFacts</c>).</summary>
    public long FactMerges => Processed("Memory_MergeFacts");

    /// <summary>How often the named operation was processed; 0 when it never was.</summary>
    /// <param name="operation">Name of the operation, such as <c>Memories_Update</c>.</param>
    /// <exception cref="System.ArgumentException">The emulator has no operation with this name. The message names the nearest one.</exception>
    public long Processed(string operation)
    {
        _operations.Require(operation, nameof(operation));
        return _processed.TryGetValue(operation, out var count) ? count : 0;
    }

    /// <summary>All operations that were processed at least once, with their counts, as of now.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new Dictionary<string, long>(_processed, System.StringComparer.Ordinal);

    internal void Count(string operation) => _processed.AddOrUpdate(operation, 1, static (_, count) => count + 1);

    internal void Clear() => _processed.Clear();
}
