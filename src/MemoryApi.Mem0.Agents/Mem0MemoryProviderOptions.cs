using MemoryApi.Mem0.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>Options of a <see cref="Mem0MemoryProvider"/>. <see cref="Mem0MemoryOptions"/> controls what is recalled and stored.</summary>
public sealed class Mem0MemoryProviderOptions
{
    /// <summary>
    /// Whether the history of the session keeps the recalled memories of each run. Then they accumulate in the prompt and in saved sessions. Default:
    /// <see langword="false"/>, a run sees only its own.
    /// </summary>
    public bool KeepInHistory { get; set; }

    /// <summary>
    /// Whether the agent also gets the functions of <see cref="Mem0Memory.CreateTools"/>. If so, set <see cref="Mem0MemoryOptions.StoreTurns"/> to
    /// <see langword="false"/>; otherwise facts are stored twice. Default: <see langword="false"/>.
    /// </summary>
    public bool OfferTools { get; set; }
}
