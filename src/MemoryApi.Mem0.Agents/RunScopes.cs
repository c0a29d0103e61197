using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>
/// The scopes of current runs. A run is stored for the user whose memories it saw, even if another user signs in meanwhile. The keys are the run's own copies of the
/// messages, since several runs may share a session and the caller's messages. If the framework has replaced the copies, the session's latest run is used.
/// </summary>
internal sealed class RunScopes
{
    // All providers share this table, since several providers of one agent use the same copies.
    private static readonly ConditionalWeakTable<ChatMessage, object> Copies = new();

    private readonly ConditionalWeakTable<ChatMessage, Run> _runs = new();
    private readonly ConditionalWeakTable<AgentSession, Run> _latestRuns = new();

    /// <summary>Whether a message is a copy that belongs to a current run.</summary>
    public static bool IsCopy(ChatMessage message) => Copies.TryGetValue(message, out _);

    /// <summary>Begins a run.</summary>
    /// <param name="messages">The run's copies of the caller's messages.</param>
    /// <param name="scope">The scope of the run; <see langword="null"/> for a run without memory.</param>
    /// <param name="session">The session of the run.</param>
    public void Begin(IEnumerable<ChatMessage> messages, EntityScope? scope, AgentSession? session)
    {
        var run = new Run(scope);
        if (session is not null)
        {
            _latestRuns.Set(session, run);
        }

        foreach (var message in messages)
        {
            Copies.GetValue(message, static _ => new object());
            _runs.Set(message, run);
        }
    }

    /// <summary>Ends a run.</summary>
    /// <param name="messages">The messages of the run's request.</param>
    /// <param name="session">The session of the run.</param>
    /// <param name="scope">The scope of the run.</param>
    /// <returns>Whether the run is known.</returns>
    public bool TryEnd(IEnumerable<ChatMessage> messages, AgentSession? session, out EntityScope? scope)
    {
        var run = session is not null && _latestRuns.TryGetValue(session, out var latest) ? latest : null;
        foreach (var message in messages)
        {
            if (_runs.TryGetValue(message, out var found))
            {
                run = found;
                Copies.Remove(message);
                _runs.Remove(message);
            }
        }

        scope = run?.Scope;
        return run is not null;
    }

    private sealed class Run(EntityScope? scope)
    {
        public EntityScope? Scope { get; } = scope;
    }
}
