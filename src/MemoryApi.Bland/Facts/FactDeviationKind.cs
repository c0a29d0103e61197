namespace MemoryApi.Bland;

/// <summary>How the value of a key in a response differs from the prediction.</summary>
public enum FactDeviationKind
{
    /// <summary>The value differs: another writer has changed it, or the service has (e.g. rounded a number).</summary>
    Different = 0,

    /// <summary>
    /// The object has members that were not sent: the service merged the nested object instead of replacing it, or another writer added the members.
    /// </summary>
    NestedMerge = 1,

    /// <summary>The key was sent with <c>null</c> and is missing: the service removed the key instead of storing <c>null</c>.</summary>
    RemovedByNull = 2,

    /// <summary>The key is missing although it was sent with a value or existed before: another writer reset the memory, or the service removes keys.</summary>
    Missing = 3,

    /// <summary>The key exists although it was neither sent nor existed before: another writer has added it.</summary>
    Unexpected = 4,
}
