using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0.AI;

/// <summary>A turn that could not be stored. <see cref="object.ToString"/> doesn't contain its messages, which could get into a log by accident.</summary>
public sealed class UnstoredTurn
{
    /// <summary>Creates a turn, e.g. for a test of an outbox.</summary>
    /// <param name="messages">The messages that could not be stored.</param>
    /// <param name="scope">The owner of the turn.</param>
    /// <param name="failure">Why the turn was not stored.</param>
    /// <param name="mayHaveBeenStored">Whether the service may have stored the turn nevertheless.</param>
    /// <exception cref="ArgumentNullException">Messages or scope are <see langword="null"/>.</exception>
    public UnstoredTurn(IReadOnlyList<Message> messages, EntityScope scope, Exception? failure = null, bool mayHaveBeenStored = false)
    {
        Messages = messages ?? throw new ArgumentNullException(nameof(messages));
        Scope = scope ?? throw new ArgumentNullException(nameof(scope));
        Failure = failure;
        MayHaveBeenStored = mayHaveBeenStored;
    }

    /// <summary>The messages. Pass them to <c>Memories.AddAsync</c> to store them later.</summary>
    public IReadOnlyList<Message> Messages { get; }

    /// <summary>The owner of the turn.</summary>
    public EntityScope Scope { get; }

    /// <summary>The last failure; <see langword="null"/> when the turn was never sent because the queue was full or the program ended.</summary>
    public Exception? Failure { get; }

    /// <summary>
    /// Whether the service may have stored the turn nevertheless: its response was lost, it failed (5xx), or the program ended meanwhile. Then the turn may be
    /// stored twice if you store it again.
    /// </summary>
    public bool MayHaveBeenStored { get; }
}
