using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator;

/// <summary>The requests that an emulator received, oldest first; at most <see cref="EmulatorOptions.RecordedRequestLimit"/>.</summary>
/// <remarks>It is safe to read while requests arrive. An enumeration covers the requests that are kept when it begins.</remarks>
public sealed class RequestRecorder : IReadOnlyCollection<RecordedRequest>
{
    private readonly object _gate = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private readonly int _limit;
    private readonly TimeProvider _time;
    private readonly KnownOperations _operations;
    private long _received;
    private RecordedRequest? _last;

    internal RequestRecorder(int limit, TimeProvider time, KnownOperations operations)
    {
        _limit = limit;
        _time = time;
        _operations = operations;
    }

    /// <summary>How many requests are kept at this moment.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>How many requests arrived since the start or the last <see cref="Clear"/>, including those that are no longer kept.</summary>
    public long Received
    {
        get
        {
            lock (_gate)
            {
                return _received;
            }
        }
    }

    /// <summary>The latest request; null when there is none.</summary>
    public RecordedRequest? Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>The kept requests for one operation, oldest first.</summary>
    /// <param name="operation">Name of the operation, such as <c>Memories_Add</c>.</param>
    /// <exception cref="ArgumentException">The emulator has no operation with this name. The message names the nearest one.</exception>
    public IReadOnlyList<RecordedRequest> For(string operation)
    {
        _operations.Require(operation, nameof(operation));
        return Snapshot().Where(request => string.Equals(request.Operation, operation, StringComparison.Ordinal)).ToList();
    }

    /// <summary>Forgets all requests and numbers the next one 1.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _last = null;
            _received = 0;
        }
    }

    /// <summary>Enumerates the requests that are kept at this moment, oldest first.</summary>
    public IEnumerator<RecordedRequest> GetEnumerator() => Snapshot().AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal RecordedRequest Record(
        string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, string body, string? operation)
    {
        lock (_gate)
        {
            var request = new RecordedRequest(++_received, _time.GetUtcNow(), method, target, headers, body, operation);
            _last = request;
            _requests.Enqueue(request);
            if (_requests.Count > _limit)
            {
                _requests.Dequeue();
            }

            return request;
        }
    }

    private RecordedRequest[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _requests];
        }
    }
}
