namespace MemoryApi.Mem0.AI;

/// <summary>
/// Names to listen to, e.g. with OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. Nothing that is recorded has texts, ids, keys or queries. The calls of the client, which <see cref="Mem0Diagnostics"/>
/// names, are children of these spans.
/// </summary>
public static class Mem0MemoryDiagnostics
{
    /// <summary>
    /// The activity source. <c>memory.recall</c> has the attributes <see cref="OutcomeTag"/>, <see cref="ResultsTag"/> and <see cref="CharactersTag"/>; <c>memory.remember</c> runs later than its turn and links to the
    /// turn's span.
    /// </summary>
    public const string ActivitySourceName = "MemoryApi.Mem0.AI";

    /// <summary>The meter.</summary>
    public const string MeterName = "MemoryApi.Mem0.AI";

    /// <summary>The category of the log.</summary>
    public const string LogCategory = "MemoryApi.Mem0.AI";

    /// <summary>The histogram of how long recalling takes, in seconds, with <see cref="OutcomeTag"/>.</summary>
    public const string RecallDuration = "memoryapi.memory.recall.duration";

    /// <summary>How many turns wait to be stored or are being sent.</summary>
    public const string Queued = "memoryapi.memory.queued";

    /// <summary>The counter of turns that could not be stored, with <see cref="ReasonTag"/>.</summary>
    public const string Unstored = "memoryapi.memory.unstored";

    /// <summary>What came of recalling: <c>found</c>, <c>empty</c>, <c>timeout</c>, <c>failed</c>, <c>cancelled</c> or <c>skipped</c>. What came of storing: <c>stored</c> or <c>unstored</c>.</summary>
    public const string OutcomeTag = "memoryapi.memory.outcome";

    /// <summary>How many memories were recalled.</summary>
    public const string ResultsTag = "memoryapi.memory.results";

    /// <summary>How many characters their texts have.</summary>
    public const string CharactersTag = "memoryapi.memory.characters";

    /// <summary>Why a turn was not stored: <c>failed</c>, <c>queue_full</c>, <c>shutdown</c> or <c>cancelled</c>.</summary>
    public const string ReasonTag = "memoryapi.memory.reason";
}
