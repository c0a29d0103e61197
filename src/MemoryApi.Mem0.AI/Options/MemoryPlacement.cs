namespace MemoryApi.Mem0.AI;

/// <summary>Where the model finds what was recalled.</summary>
public enum MemoryPlacement
{
    /// <summary>In a message of the user directly before the last one, marked as data. The beginning of the prompt stays as it was, so that services can cache it.</summary>
    BeforeLastUserMessage,

    /// <summary>
    /// At the end of the instructions of the call (<c>ChatOptions.Instructions</c>). For services that keep the conversation themselves
    /// (<c>ChatOptions.ConversationId</c>), where a message would be kept for good.
    /// </summary>
    Instructions,
}
