using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0.AI;

/// <summary>How a <see cref="Mem0Memory"/> recalls and stores. The memory validates and copies the options when it is created.</summary>
public sealed class Mem0MemoryOptions
{
    /// <summary>The maximum number of memories for a turn, 1 to 1000. Each of them costs tokens in each turn. Default: 5.</summary>
    public int MaxMemories { get; set; } = 5;

    /// <summary>
    /// Whether to recall also memories of the scope's agent that belong to no user. They may contain anything that the agent said to any user. Without a user in the
    /// scope, this has no effect. Default: <see langword="false"/>, only memories of the scope's user are recalled.
    /// </summary>
    public bool RecallAgentMemories { get; set; }

    /// <summary>
    /// The maximum number of characters in all recalled texts together, at least 1. A memory that doesn't fit is left out completely, and the next one is tried.
    /// Default: 2000, about 500 tokens.
    /// </summary>
    public int MaxCharacters { get; set; } = 2000;

    /// <summary>The minimum relevance of a recalled memory, 0 to 1. Default: <see langword="null"/>, the service's default, which is 0.1.</summary>
    public double? Threshold { get; set; }

    /// <summary>
    /// How long a turn waits for memory, including all retries, 10 ms to 24 h. After that, the turn continues without memory. A finished turn also waits that long
    /// for space in a full queue. Default: 2 s.
    /// </summary>
    public TimeSpan RecallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The maximum number of characters in a query, at least 1. Longer queries are cut. Default: 1000.</summary>
    public int MaxQueryCharacters { get; set; } = 1000;

    /// <summary>
    /// Creates the query from the messages of a call. If it returns <see langword="null"/> or a blank text, nothing is recalled. Its exceptions surface from the
    /// call. <see cref="StoreFilter"/> isn't applied to its result, so this function itself must leave out any text that the service must not receive. Default:
    /// <see langword="null"/>, the query is the text of the user's last message, unless <see cref="StoreFilter"/> leaves that message out.
    /// </summary>
    public Func<IReadOnlyList<ChatMessage>, string?>? Query { get; set; }

    /// <summary>Where the recalled memories are placed for the model. Default: <see cref="MemoryPlacement.BeforeLastUserMessage"/>.</summary>
    public MemoryPlacement Placement { get; set; } = MemoryPlacement.BeforeLastUserMessage;

    /// <summary>
    /// Creates the text with the recalled memories for the model; if it is blank, the model gets none. Memories may contain anything that anybody has said, so the
    /// text must mark them as data. Default: <see langword="null"/>, one line of JSON for each memory, between two tags that no memory can close.
    /// </summary>
    public Func<IReadOnlyList<RecalledMemory>, string>? Formatter { get; set; }

    /// <summary>Whether turns are stored. Default: <see langword="true"/>.</summary>
    public bool StoreTurns { get; set; } = true;

    /// <summary>
    /// Whether to store the assistant's text with the user's, so that a text like "yes, the second one" makes sense later. Default: <see langword="true"/>.
    /// </summary>
    public bool StoreAssistantMessages { get; set; } = true;

    /// <summary>
    /// Decides which messages are stored, e.g. to leave out pasted secrets. If it leaves out all user messages of a turn, the turn isn't stored. If it leaves out the
    /// user's last message, nothing is recalled, since that message would be the query. It is called before the model is asked and after it has responded. If it
    /// throws, the exception surfaces from the call, and the turn isn't stored. Default: <see langword="null"/>, all messages are stored.
    /// </summary>
    public Func<ChatMessage, bool>? StoreFilter { get; set; }

    /// <summary>Free data that is attached to each stored memory. Default: none.</summary>
    public JObject? Metadata { get; set; }

    /// <summary>
    /// Whether the service extracts facts from a turn. With false, it stores each message verbatim. Default: <see langword="null"/>, the service's default, which is
    /// true.
    /// </summary>
    public bool? Infer { get; set; }

    /// <summary>
    /// Whether to store turns in the background, after the call has returned. Until then they exist only in the memory of the process. With <see langword="false"/>,
    /// a turn is sent before its call returns. Default: <see langword="true"/>.
    /// </summary>
    public bool StoreInBackground { get; set; } = true;

    /// <summary>The maximum number of queued turns, 1 to 1,000,000. Default: 1000.</summary>
    public int QueueCapacity { get; set; } = 1000;

    /// <summary>How many turns are sent in parallel, 1 to 64. Turns of one scope keep their order. Default: 4.</summary>
    public int Writers { get; set; } = 4;

    /// <summary>
    /// How long to retry a turn in the background if it certainly wasn't stored: after too many requests (429), an open circuit, a full limiter or a failed
    /// connection; 0 to 24 h. Default: 2 minutes.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether to retry a turn in the background also if it may have been stored: after 5xx, timeouts and lost responses. Then fewer turns are lost, but some are
    /// stored twice. Default: <see langword="false"/>.
    /// </summary>
    public bool RepeatUncertain { get; set; }

    /// <summary>
    /// How long a shutdown waits for queued turns, 0 to 24 h. The rest is passed to <see cref="OnUnstored"/>. Default: 20 s, which is less than the 30 s that a host
    /// waits.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Receives each turn that could not be stored, including the turns that are left at a shutdown. The shutdown waits for this function. Use it for an
    /// outbox, for example. It may be called from several threads. Its exceptions are logged, but have no other effect. It must not wait for
    /// <see cref="Mem0Memory.FlushAsync"/> or <see cref="Mem0Memory.DisposeAsync"/>, since both wait for it. Default: none.
    /// </summary>
    public Func<UnstoredTurn, ValueTask>? OnUnstored { get; set; }

    /// <summary>
    /// Whether failures of the service surface from the call. Use it for tests and batch jobs. It applies to recalling and, without <see cref="StoreInBackground"/>,
    /// to storing. Default: <see langword="false"/>, the turn continues.
    /// </summary>
    public bool ThrowOnFailure { get; set; }

    /// <summary>The clock for waits and time limits of storing. Replace it in tests. Calls use the client's clock. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A copy of the options.</summary>
    internal Mem0MemoryOptions Copy()
    {
        var copy = (Mem0MemoryOptions)MemberwiseClone();
        copy.Metadata = (JObject?)Metadata?.DeepClone();
        return copy;
    }
}
