namespace MemoryApi.Emulator;

/// <summary>Which generation of Mem0's documentation the responses of reading, updating and deleting one memory follow.</summary>
public enum Mem0Responses
{
    /// <summary>A memory has <c>memory</c> and <c>session_id</c>; deleting responds 200 with a message.</summary>
    Present = 0,

    /// <summary>
    /// As the older pages say: an updated memory has <c>text</c>, <c>hash</c> and <c>run_id</c>; deleting responds 204 without a body.
    /// </summary>
    Earlier = 1,
}
