namespace MemoryApi.Emulator;

/// <summary>What an injected fault does to a request.</summary>
internal enum FaultKind
{
    Delay,
    DelayResponse,
    Respond,
    Drop,
    DropAfterHandling,
}
