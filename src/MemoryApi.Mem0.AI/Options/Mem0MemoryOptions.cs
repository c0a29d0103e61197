using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0.AI;

/// <summary>How a <see cref="Mem0Memory"/> recalls and stores. The options are checked and copied when it is made.</summary>
public sealed class Mem0MemoryOptions
{
    /// <summary>How many memories a turn gets at most, 1 to 1000. Default: 5; each costs tokens in every turn.</summary>
    public int MaxMemories { get; set; } = 5;

    /// <summary>
    /// Whether memories of the scope's agent that belong to no user are recalled, too. Whatever the agent said to any user may be among them. Default:
    /// <see langword="false"/>, only what belongs to the scope's user. Without a user in the scope it has no effect.
    /// </summary>
    public bool RecallAgentMemories { get; set; }

    /// <summary>
    /// How many characters the texts of the recalled memories have together at most, at least 1. A memory that doesn't fit is left out whole, and the next one is tried. Default: 2000, about 500 tokens.
    /// </summary>
    public int MaxCharacters { get; set; } = 2000;

    /// <summary>Lowest relevance to recall, 0 to 1. Default: <see langword="null"/>, the service's, 0.1.</summary>
    public double? Threshold { get; set; }

    /// <summary>
    /// How long a turn waits for memory, all retries included, 10 ms to 24 h: then it goes on without. It is also how long a finished turn waits for room in a full queue. Default: 2 s.
    /// </summary>
    public TimeSpan RecallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many characters of the query are searched for at most, at least 1; the rest is left out. Default: 1000.</summary>
    public int MaxQueryCharacters { get; set; } = 1000;

    /// <summary>
    /// Makes the query from the messages of a call; <see langword="null"/> or blank recalls nothing. An exception of it surfaces from the call. Default: <see langword="null"/>, the text of the
    /// last message of the user.
    /// </summary>
    public Func<IReadOnlyList<ChatMessage>, string?>? Query { get; set; }

    /// <summary>Where the model finds what was recalled. Default: <see cref="MemoryPlacement.BeforeLastUserMessage"/>.</summary>
    public MemoryPlacement Placement { get; set; } = MemoryPlacement.BeforeLastUserMessage;

    /// <summary>
    /// Makes the text that the model is given of the recalled memories; blank gives it none. Memories are what anybody may have said: whatever it makes has to mark them as data. Default:
    /// <see langword="null"/>, one line of JSON for each memory between two tags, which no memory can close.
    /// </summary>
    public Func<IReadOnlyList<RecalledMemory>, string>? Formatter { get; set; }

    /// <summary>Whether turns are stored. Default: <see langword="true"/>.</summary>
    public bool StoreTurns { get; set; } = true;

    /// <summary>
    /// Whether the assistant's text is stored with the user's, so that "yes, the second one" can be understood. Default: <see langword="true"/>.
    /// </summary>
    public bool StoreAssistantMessages { get; set; } = true;

    /// <summary>
    /// Which messages are stored, e.g. to leave out pasted secrets; a turn of which no message of the user is left isn't stored. An exception of it surfaces from the call, and nothing of the turn is
    /// stored. Default: <see langword="null"/>, all.
    /// </summary>
    public Func<ChatMessage, bool>? StoreFilter { get; set; }

    /// <summary>Free data that is attached to each stored memory. Default: none.</summary>
    public JObject? Metadata { get; set; }

    /// <summary>Whether the service extracts facts from a turn; false stores each message as it is. Default: <see langword="null"/>, the service's, true.</summary>
    public bool? Infer { get; set; }

    /// <summary>
    /// Whether turns are stored after the call has returned. They are in the memory of the process until they are sent. <see langword="false"/> sends a turn before its call returns. Default:
    /// <see langword="true"/>.
    /// </summary>
    public bool StoreInBackground { get; set; } = true;

    /// <summary>How many turns may wait to be stored, 1 to 1,000,000. Default: 1000.</summary>
    public int QueueCapacity { get; set; } = 1000;

    /// <summary>How many turns are sent at a time, 1 to 64. Turns of one scope keep their order. Default: 4.</summary>
    public int Writers { get; set; } = 4;

    /// <summary>
    /// How long a turn in the background is tried again that certainly wasn't stored: too many requests (429), open circuit, full limiter, no connection; 0 to 24 h. Default: 2 minutes.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether a turn in the background is also tried again when it may have been stored: after 5xx, timeouts and lost responses. Then none is lost, and some are stored twice. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool RepeatUncertain { get; set; }

    /// <summary>How long a shutdown waits until what is queued is sent, 0 to 24 h; the rest goes to <see cref="OnUnstored"/>. Default: 20 s; a host waits 30 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets each turn that could not be stored, e.g. for an outbox of the program; also what is left at a shutdown, which waits for it. It may be called from several threads. Its exceptions are logged and end nothing. It must not wait
    /// for <see cref="Mem0Memory.FlushAsync"/> or <see cref="Mem0Memory.DisposeAsync"/>, which wait for it.
    /// Default: none.
    /// </summary>
    public Func<UnstoredTurn, ValueTask>? OnUnstored { get; set; }

    /// <summary>
    /// Whether failures of the service surface, for tests and batch work: those of recalling and, without <see cref="StoreInBackground"/>, those of storing. Default: <see langword="false"/>, the turn
    /// goes on.
    /// </summary>
    public bool ThrowOnFailure { get; set; }

    /// <summary>The clock for waits and limits of storing, for tests; calls have that of the client. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The same options, which later changes don't reach.</summary>
    internal Mem0MemoryOptions Copy()
    {
        var copy = (Mem0MemoryOptions)MemberwiseClone();
        copy.Metadata = (JObject?)Metadata?.DeepClone();
        return copy;
    }
}
