namespace MemoryApi.Mem0.AI;

/// <summary>Where the recalled memories are placed for the model.</summary>
public enum MemoryPlacement
{
    /// <summary>
    /// In a message directly before the user's last message, with the user's role and marked as data. The beginning of the prompt doesn't change, so that services
    /// can cache it.
    /// </summary>
    BeforeLastUserMessage,

    /// <summary>
    /// At the end of the instructions of the call (<c>ChatOptions.Instructions</c>). Use this for services that keep the conversation themselves
    /// (<c>ChatOptions.ConversationId</c>): they would keep a message permanently.
    /// </summary>
    Instructions,
}
