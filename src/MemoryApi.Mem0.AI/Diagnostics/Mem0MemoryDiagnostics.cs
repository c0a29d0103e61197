namespace MemoryApi.Mem0.AI;

/// <summary>
/// The names of the memory's spans, metrics and logs, e.g. for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. No recorded data contain texts, ids, keys or
/// queries. The client's own spans (see <see cref="Mem0Diagnostics"/>) are children of these spans.
/// </summary>
public static class Mem0MemoryDiagnostics
{
    /// <summary>
    /// The activity source. <c>memory.recall</c> has the attributes <see cref="OutcomeTag"/>, <see cref="ResultsTag"/> and <see cref="CharactersTag"/>;
    /// <c>memory.remember</c> runs later than its turn and links to the turn's span.
    /// </summary>
    public const string ActivitySourceName = "MemoryApi.Mem0.AI";

    /// <summary>The meter.</summary>
    public const string MeterName = "MemoryApi.Mem0.AI";

    /// <summary>The category of the log.</summary>
    public const string LogCategory = "MemoryApi.Mem0.AI";

    /// <summary>The histogram of the duration of a recall in seconds, with <see cref="OutcomeTag"/>.</summary>
    public const string RecallDuration = "memoryapi.memory.recall.duration";

    /// <summary>The number of turns that are queued or being sent.</summary>
    public const string Queued = "memoryapi.memory.queued";

    /// <summary>The counter of turns that could not be stored, with <see cref="ReasonTag"/>.</summary>
    public const string Unstored = "memoryapi.memory.unstored";

    /// <summary>
    /// The outcome. For a recall: <c>found</c>, <c>empty</c>, <c>timeout</c>, <c>failed</c>, <c>cancelled</c> or <c>skipped</c>. For storing: <c>stored</c> or
    /// <c>unstored</c>.
    /// </summary>
    public const string OutcomeTag = "memoryapi.memory.outcome";

    /// <summary>How many memories were recalled.</summary>
    public const string ResultsTag = "memoryapi.memory.results";

    /// <summary>The total number of characters in the recalled texts.</summary>
    public const string CharactersTag = "memoryapi.memory.characters";

    /// <summary>Why a turn was not stored: <c>failed</c>, <c>queue_full</c>, <c>shutdown</c> or <c>cancelled</c>.</summary>
    public const string ReasonTag = "memoryapi.memory.reason";
}
