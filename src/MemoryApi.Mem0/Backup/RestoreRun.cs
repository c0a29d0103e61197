using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Runs one restore. For each portion of the backup it asks the service which of the memories exist, and adds the others.</summary>
internal sealed class RestoreRun(MemoriesClient memories, RestoreOptions restore, IProgress<RestoreProgress>? progress, RequestOptions? options)
{
    // One call looks for all of them; its filter has a condition for each.
    private const int LinesAtATime = 50;

    private readonly List<RestoreFailure> _failures = [];
    private readonly List<string> _warnings = [];
    private ExceptionDispatchInfo? _interruption;
    private readonly SortedDictionary<string, (int Count, long FirstLine)> _unusable = new(StringComparer.Ordinal);
    private long _restoredCount;
    private long _presentCount;
    private long _replacedCount;
    private long _lineCount;

    public async Task<RestoreResult> RunAsync(Stream source, CancellationToken cancellationToken)
    {
        using var reader = new BackupReader(source);
        var header = await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        _lineCount = reader.LineNumber;
        if (!header.HasChecksums)
        {
            _warnings.Add("The backup is of an earlier format, without checksums, so damage can't be detected.");
        }

        try
        {
            await RestoreSectionsAsync(reader, cancellationToken).ConfigureAwait(false);
            if (reader.LacksEnd)
            {
                _warnings.Add(FormattableString.Invariant(
                    $"The backup ends with line {reader.LineNumber}, without the line that closes a complete backup: it was interrupted, cut off or never became complete. Memories may be missing."));
            }

            return Result(reader.IsWhole);
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
        _restoredCount,
        _presentCount,
        _replacedCount,
        _failures.OrderBy(static failure => failure.LineNumber).ToArray(),
        isComplete,
        _lineCount,
        [.. _warnings, .. _unusable.Select(static member => string.Format(
            CultureInfo.InvariantCulture,
            "Line {0}: \"{1}\" has a type that the service doesn't accept, so the memory was added without it. Further lines like this one: {2}.",
            member.Value.FirstLine,
            member.Key,
            member.Value.Count - 1))]);

    private async Task RestoreSectionsAsync(BackupReader reader, CancellationToken cancellationToken)
    {
        var pending = new List<BackedUpMemory>(LinesAtATime);
        while (_failures.Count < restore.MaxFailures && await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            _failures.AddRange(section.Damages.Select(static damage => new RestoreFailure(damage.Line, string.Empty, damage.Exception)));
            foreach (var (memory, line) in section.Memories)
            {
                if (memory.ReplacedBy is not null && !restore.IncludeReplaced)
                {
                    _replacedCount++;
                    continue;
                }

                pending.Add(new BackedUpMemory(memory, line));
                if (pending.Count == LinesAtATime && _failures.Count < restore.MaxFailures)
                {
                    await RestoreAsync(pending, line, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (_failures.Count < restore.MaxFailures)
        {
            await RestoreAsync(pending, reader.LineNumber, cancellationToken).ConfigureAwait(false);
        }
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
            // The id is also added, to detect a memory that occurs twice in these lines.
            if (memory.Id.Length > 0 && !present.Add(memory.Id))
            {
                Interlocked.Increment(ref _presentCount);
                continue;
            }

            if (_interruption is not null)
            {
                break;
            }

            if (running.Count >= restore.MaxConcurrency)
            {
                running.Remove(await Task.WhenAny(running).ConfigureAwait(false));
            }

            running.Add(AddAsync(memory, cancellationToken));
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _interruption?.Throw();
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

    /// <summary>Finds memories that exist with their old id, and memories that an earlier restore has added.</summary>
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

        // The service refuses a list that contains an invalid id.
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

    /// <summary>Whether the memory was added. The service ignores a text that the entity has already, and returns an empty list.</summary>
    /// <exception cref="MemoryApiException">The service reports that the add failed, or doesn't confirm that the memory is stored.</exception>
    private bool WasAdded(AddMemoriesResult result)
    {
        if (result.Status == AddStatus.Failed)
        {
            throw new MemoryEventFailedException(result, memories.IncludesServiceMessage);
        }

        // Without inference the service stores a memory at once. A restore doesn't wait for events, so an add that is only queued counts as a failure.
        return result.Status == AddStatus.Pending || (result.Results is null && result.Status != AddStatus.Succeeded)
            ? throw new MemoryApiResponseException(
                "Memories_Add: the service didn't confirm that the memory is stored. It may store it later: repeat the restore after a while.", new ApiErrorDetails { Operation = "Memories_Add" })
            : result.Results is not { Count: 0 };
    }

    private async Task AddAsync(BackedUpMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            var result = await memories.AddAsync(memory.ToRequest(restore.MarkerKey), options, cancellationToken).ConfigureAwait(false);
            if (WasAdded(result))
            {
                Interlocked.Increment(ref _restoredCount);
                CountUnusable(memory);
            }
            else
            {
                Interlocked.Increment(ref _presentCount);
            }
        }
        catch (Exception failure) when (failure is not (MemoryApiException or OperationCanceledException or ArgumentException))
        {
            // This isn't the failure of a call. For example, the client may be disposed. The exception would repeat with each memory.
            Interlocked.CompareExchange(ref _interruption, ExceptionDispatchInfo.Capture(failure), null);
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            lock (_failures)
            {
                _failures.Add(new RestoreFailure(memory.LineNumber, memory.Id, failure));
            }
        }
    }

    private void CountUnusable(BackedUpMemory memory)
    {
        lock (_unusable)
        {
            foreach (var name in memory.UnusableMembers)
            {
                var (count, firstLine) = _unusable.TryGetValue(name, out var known) ? known : (0, memory.LineNumber);
                _unusable[name] = (count + 1, Math.Min(firstLine, memory.LineNumber));
            }
        }
    }
}

/// <summary>A memory of a backup with its line number.</summary>
internal sealed class BackedUpMemory(Memory memory, long lineNumber)
{
    private static readonly string[] SentMembers = ["metadata", "expiration_date", "created_at", "user_id", "agent_id", "app_id"];

    // The service uses both names for the run.
    private static readonly string[] RunMembers = ["session_id", "run_id"];

    public string Id => memory.Id;

    public long LineNumber => lineNumber;

    /// <summary>Members that an add would send, but whose value has another type than the service documents.</summary>
    public IEnumerable<string> UnusableMembers => (memory.RunId is null ? SentMembers.Concat(RunMembers) : SentMembers).Where(memory.IsAdditional);

    /// <summary>The owner of the memory. A blank id is treated as missing, since no filter can contain it.</summary>
    public EntityScope? Scope { get; } = EntityScope.Of(IdOf(memory.UserId), IdOf(memory.AgentId), IdOf(memory.AppId), IdOf(memory.RunId));

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

    private static string? IdOf(string? id) => string.IsNullOrWhiteSpace(id) ? null : id;
}
