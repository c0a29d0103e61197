namespace MemoryApi.Emulator;

/// <summary>How the emulated Bland service combines new facts with the stored ones.</summary>
/// <remarks>
/// The service documents that keys are added and overwritten, and that no key is deleted. It does not document nested
/// objects or null. <see cref="Shallow"/> is the likely behaviour. With the others, a test can show how a client behaves
/// if the service differs.
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
