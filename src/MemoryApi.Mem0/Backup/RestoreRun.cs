using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>One restore: reads some lines, asks which of their memories are there, adds the others, and so on.</summary>
internal sealed class RestoreRun(MemoriesClient memories, RestoreOptions restore, IProgress<RestoreProgress>? progress, RequestOptions? options)
{
    // One call asks for all of them; the filter has a condition for each.
    private const int LinesAtATime = 50;

    private readonly List<RestoreFailure> _failures = [];
    private long _restoredCount;
    private long _presentCount;
    private long _replacedCount;
    private long _lineCount;

    public async Task<RestoreResult> RunAsync(Stream source, CancellationToken cancellationToken)
    {
        var lines = new LineReader(source);
        var header = await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        BackupPosition.HeaderOf(header ?? default, header is not null && lines.IsLineComplete);
        _lineCount = lines.LineNumber;
        try
        {
            return Result(await RestoreLinesAsync(lines, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new RestoreCanceledException(Result(isComplete: false), cancellationToken);
        }
        catch (Exception failure)
        {
            throw new RestoreFailedException(Result(isComplete: false), failure);
        }
    }

    private RestoreResult Result(bool isComplete) => new(
        _restoredCount, _presentCount, _replacedCount, _failures.OrderBy(static failure => failure.LineNumber).ToArray(), isComplete, _lineCount);

    /// <summary>Whether the backup was read to its end.</summary>
    private async Task<bool> RestoreLinesAsync(LineReader lines, CancellationToken cancellationToken)
    {
        var isComplete = false;
        var pending = new List<BackedUpMemory>(LinesAtATime);
        while (!isComplete
            && _failures.Count < restore.MaxFailures
            && await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            isComplete = TryRead(line, lines, pending);
            if (pending.Count >= LinesAtATime)
            {
                await RestoreAsync(pending, lines.LineNumber, cancellationToken).ConfigureAwait(false);
            }
        }

        await RestoreAsync(pending, lines.LineNumber, cancellationToken).ConfigureAwait(false);
        return isComplete;
    }

    /// <summary>Takes a line; whether it was the end of the backup.</summary>
    private bool TryRead(ArraySegment<byte> utf8, LineReader lines, List<BackedUpMemory> pending)
    {
        try
        {
            switch (BackupLine.Parse(utf8))
            {
                case BackupEnd:
                    return true;
                case BackupMemory { Memory.ReplacedBy: not null } when !restore.IncludeReplaced:
                    _replacedCount++;
                    break;
                case BackupMemory line:
                    pending.Add(new BackedUpMemory(line.Memory, lines.LineNumber));
                    break;
            }
        }
        catch (JsonException failure)
        {
            // The last line of an interrupted backup may have been cut off; anywhere else it is damage that has to be told.
            if (lines.IsLineComplete)
            {
                _failures.Add(new RestoreFailure(lines.LineNumber, string.Empty, failure));
            }
        }

        return false;
    }

    private async Task RestoreAsync(List<BackedUpMemory> pending, long lineCount, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            _lineCount = lineCount;
            return;
        }

        var present = await FindPresentAsync(pending, cancellationToken).ConfigureAwait(false);
        var running = new List<Task>(restore.MaxConcurrency);
        foreach (var memory in pending)
        {
            // Adding the id notices a memory that is there twice in these lines.
            if (memory.Id.Length > 0 && !present.Add(memory.Id))
            {
                Interlocked.Increment(ref _presentCount);
                continue;
            }

            if (running.Count >= restore.MaxConcurrency)
            {
                running.Remove(await Task.WhenAny(running).ConfigureAwait(false));
            }

            running.Add(AddAsync(memory, cancellationToken));
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        pending.Clear();
        _lineCount = lineCount;
        progress?.Report(new RestoreProgress(_restoredCount, _presentCount, _failures.Count));
    }

    private async Task<HashSet<string>> FindPresentAsync(List<BackedUpMemory> pending, CancellationToken cancellationToken)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        if (FilterFor(pending) is not { } filter)
        {
            return present;
        }

        var request = new ListMemoriesRequest(filter) { ShowExpired = true };
        await foreach (var memory in memories.ListAllAsync(request, 200, options, cancellationToken).ConfigureAwait(false))
        {
            present.Add(memory.Id);
            if (memory.Metadata?[restore.MarkerKey] is JValue { Value: string original })
            {
                present.Add(original);
            }
        }

        return present;
    }

    /// <summary>Finds the memories themselves and what they were restored to.</summary>
    private MemoryFilter? FilterFor(List<BackedUpMemory> pending)
    {
        var scopes = new[]
        {
            AnyOf(MemoryFilter.UserId, static scope => scope.UserId),
            AnyOf(MemoryFilter.AgentId, static scope => scope.AgentId),
            AnyOf(MemoryFilter.AppId, static scope => scope.AppId),
            AnyOf(MemoryFilter.RunId, static scope => scope.RunId),
        }.OfType<MemoryFilter>().ToArray();
        var ids = pending.Select(static memory => memory.Id).Where(static id => id.Length > 0).Distinct().ToArray();
        var identities = ids.Select(id => MemoryFilter.Metadata(restore.MarkerKey).Is(id)).ToList();

        // The service refuses a list with an id that it couldn't have given itself.
        var serviceIds = ids.Where(static id => Guid.TryParse(id, out _)).ToArray();
        if (serviceIds.Length > 0)
        {
            identities.Add(MemoryFilter.MemoryIds(serviceIds));
        }

        return scopes.Length == 0 || identities.Count == 0
            ? null
            : scopes.Aggregate(static (left, right) => left | right) & identities.Aggregate(static (left, right) => left | right);

        MemoryFilter? AnyOf(EntityConditions entity, Func<EntityScope, string?> idOf)
        {
            var entityIds = pending.Select(memory => memory.Scope is { } scope ? idOf(scope) : null).OfType<string>().Distinct().ToArray();
            return entityIds.Length == 0 ? null : entity.In(entityIds);
        }
    }

    private async Task AddAsync(BackedUpMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            var result = await memories.AddAsync(memory.ToRequest(restore.MarkerKey), options, cancellationToken).ConfigureAwait(false);

            // The service drops a text that the entity has already, and says so by an empty list.
            if (result.Results is { Count: 0 })
            {
                Interlocked.Increment(ref _presentCount);
            }
            else
            {
                Interlocked.Increment(ref _restoredCount);
            }
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            lock (_failures)
            {
                _failures.Add(new RestoreFailure(memory.LineNumber, memory.Id, failure));
            }
        }
    }
}

/// <summary>A memory of a backup and where it stands there.</summary>
internal sealed class BackedUpMemory(Memory memory, long lineNumber)
{
    public string Id => memory.Id;

    public long LineNumber => lineNumber;

    public EntityScope? Scope { get; } = EntityScope.Of(memory.UserId, memory.AgentId, memory.AppId, memory.RunId);

    public AddMemoriesRequest ToRequest(string markerKey)
    {
        if (Scope is null)
        {
            throw new ArgumentException("The memory belongs to no user, agent, app or run, so it can't be added.");
        }

        Require.NotBlank(memory.Text, nameof(memory.Text), nameof(memory));
        var metadata = memory.Metadata is null ? new JObject() : (JObject)memory.Metadata.DeepClone();
        metadata[markerKey] = memory.Id;
        var role = Scope.UserId is null && Scope.AgentId is not null ? MessageRole.Assistant : MessageRole.User;
        return new AddMemoriesRequest([new Message(role, memory.Text)], Scope)
        {
            Infer = false,
            Metadata = metadata,
            ExpirationDate = memory.ExpirationDate,
            Timestamp = memory.CreatedAt,
        };
    }
}
