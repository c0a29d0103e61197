using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>
/// Finds the project that the key of a call belongs to. It asks the service once per key, when the project is first needed. Once per client wouldn't be enough: a
/// rotated key, or the key of a single call, would then act on another key's project.
/// </summary>
internal sealed class CurrentProject
{
    // Each entry has some hundred bytes. A client for very many tenants, each with a key, must not keep all of them.
    private const int MostKeys = 1024;

    private const int MostRotations = 3;

    private static readonly ConditionalWeakTable<ApiConnection, CurrentProject> OfConnections = new();

    private readonly Func<RequestOptions?, CancellationToken, ValueTask<string>> _identifyKey;
    private readonly Func<RequestOptions?, Task<PingResult>> _ping;
    private readonly ConcurrentDictionary<string, Lazy<Task<ProjectReference?>>> _known = new(StringComparer.Ordinal);

    /// <summary>For tests. Other code uses <see cref="Of"/>.</summary>
    /// <param name="identifyKey">Returns a name for the key that a call would use now.</param>
    /// <param name="ping">Asks the service.</param>
    internal CurrentProject(Func<RequestOptions?, CancellationToken, ValueTask<string>> identifyKey, Func<RequestOptions?, Task<PingResult>> ping)
    {
        _identifyKey = identifyKey;
        _ping = ping;
    }

    /// <summary>The instance of a connection, which all groups of a client share.</summary>
    public static CurrentProject Of(ApiConnection connection) => OfConnections.GetValue(connection.Origin, static key => new CurrentProject(
        key.GetKeyIdentityAsync, options => key.SendAsync(AccountClient.PingCall.Create(), options, CancellationToken.None)));

    /// <summary>The project of the call's key.</summary>
    public async Task<ProjectReference> GetAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        for (var rotations = 0; rotations < MostRotations; rotations++)
        {
            var key = await _identifyKey(options, cancellationToken).ConfigureAwait(false);
            if (await WaitAsync(FindAsync(key, options?.ApiKey), cancellationToken).ConfigureAwait(false) is { } project)
            {
                return project;
            }
        }

        throw new MemoryApiAuthenticationException(
            "Account_Ping: the API key changed while its project was asked for, again and again. Let the key provider return the same key for a while.",
            new ApiErrorDetails { Operation = "Account_Ping" });
    }

    private Task<ProjectReference?> FindAsync(string key, string? keyOfCall)
    {
        if (_known.Count >= MostKeys)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(key, _ => new Lazy<Task<ProjectReference?>>(() => LoadAsync(key, keyOfCall))).Value;
    }

    /// <summary>Asks the service; <see langword="null"/> when the key was rotated meanwhile.</summary>
    private async Task<ProjectReference?> LoadAsync(string key, string? keyOfCall)
    {
        ProjectReference? project = null;
        try
        {
            // The caller's cancellation token and options aren't used, since other callers wait for the same response.
            var options = keyOfCall is null ? null : new RequestOptions { ApiKey = keyOfCall };
            var ping = await _ping(options).ConfigureAwait(false);

            // The ping has obtained the key itself. The key may have been rotated in between.
            var keyAfterwards = await _identifyKey(options, CancellationToken.None).ConfigureAwait(false);
            project = key == keyAfterwards ? ProjectOf(ping) : null;
            return project;
        }
        finally
        {
            if (project is null)
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    internal static ProjectReference ProjectOf(PingResult ping) => ping is { OrgId: { Length: > 0 } orgId, ProjectId: { Length: > 0 } projectId }
        ? new ProjectReference(orgId, projectId)
        : throw new MemoryApiResponseException(
            "Account_Ping: the response doesn't say which organization and project the key belongs to. Name them in the call.",
            new ApiErrorDetails { Operation = "Account_Ping" });

    private static async Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), cancelled))
        {
            if (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false) != task)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return await task.ConfigureAwait(false);
    }
}
