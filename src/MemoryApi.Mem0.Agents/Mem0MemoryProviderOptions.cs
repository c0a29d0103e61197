using MemoryApi.Mem0.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>How a <see cref="Mem0MemoryProvider"/> works. What it recalls and stores is up to <see cref="Mem0MemoryOptions"/>.</summary>
public sealed class Mem0MemoryProviderOptions
{
    /// <summary>
    /// Whether the history of the session keeps what was recalled for each run. Then it piles up: in the prompt, and in what is saved of the session. Default: <see langword="false"/>, a run sees only its own.
    /// </summary>
    public bool KeepInHistory { get; set; }

    /// <summary>
    /// Whether the agent gets the functions of <see cref="Mem0Memory.CreateTools"/>, too. Set <see cref="Mem0MemoryOptions.StoreTurns"/> to <see langword="false"/> then, else facts are stored twice. Default: <see langword="false"/>.
    /// </summary>
    public bool OfferTools { get; set; }
}
