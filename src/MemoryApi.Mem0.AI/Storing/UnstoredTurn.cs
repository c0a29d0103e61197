using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0.AI;

/// <summary>A turn that could not be stored. <see cref="object.ToString"/> has nothing of it, so that none gets into a log by accident.</summary>
public sealed class UnstoredTurn
{
    /// <summary>Makes one, e.g. in a test of an outbox.</summary>
    /// <param name="messages">What was to be stored, as it would have been sent.</param>
    /// <param name="scope">Whom it belongs to.</param>
    /// <param name="failure">Why it was not stored.</param>
    /// <param name="mayHaveBeenStored">Whether the service may have stored it all the same.</param>
    /// <exception cref="ArgumentNullException">Messages or scope are <see langword="null"/>.</exception>
    public UnstoredTurn(IReadOnlyList<Message> messages, EntityScope scope, Exception? failure = null, bool mayHaveBeenStored = false)
    {
        Messages = messages ?? throw new ArgumentNullException(nameof(messages));
        Scope = scope ?? throw new ArgumentNullException(nameof(scope));
        Failure = failure;
        MayHaveBeenStored = mayHaveBeenStored;
    }

    /// <summary>What was to be stored: hand it to <c>Memories.AddAsync</c> to store it later.</summary>
    public IReadOnlyList<Message> Messages { get; }

    /// <summary>Whom it belongs to.</summary>
    public EntityScope Scope { get; }

    /// <summary>What went wrong last; <see langword="null"/> when the turn was never sent, because the queue was full or the program ended.</summary>
    public Exception? Failure { get; }

    /// <summary>Whether the service may have stored it all the same: its response was lost, it failed (5xx), or the program ended meanwhile. Then storing it again may store it twice.</summary>
    public bool MayHaveBeenStored { get; }
}
