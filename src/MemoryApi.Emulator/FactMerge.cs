namespace MemoryApi.Emulator;

/// <summary>How the emulated Bland service combines the facts that are sent with those that it holds.</summary>
/// <remarks>
/// The service documents that keys are added and overwritten and that none is deleted; depth and the meaning of null
/// are not documented. <see cref="Shallow"/> is the likely behaviour, the others exist so that a test can show what
/// a client does when the service turns out to differ.
/// </remarks>
public enum FactMerge
{
    /// <summary>Top-level keys are added or overwritten; a nested object replaces the old one; null is stored as null.</summary>
    Shallow = 0,

    /// <summary>As <see cref="Shallow"/>, but two objects under the same key are merged key by key at every depth.</summary>
    Deep = 1,

    /// <summary>As <see cref="Shallow"/>, but a top-level null removes its key.</summary>
    NullRemovesKey = 2,
}
