namespace MemoryApi.Bland;

/// <summary>How a response departs from the prediction at one key.</summary>
public enum FactDeviationKind
{
    /// <summary>Another value than predicted: another writer came between, or the service changed it (e.g. rounded a number).</summary>
    Different = 0,

    /// <summary>
    /// The object that was sent is there, and in it members that were not sent: the service merges nested objects where it was
    /// expected to replace them, or another writer added to this one.
    /// </summary>
    NestedMerge = 1,

    /// <summary>The key was sent with <c>null</c> and is not there: the service removes such keys where it was expected to store <c>null</c>.</summary>
    RemovedByNull = 2,

    /// <summary>The key is not there although it was sent with a value, or was there before: another writer reset the memory, or the service removes keys.</summary>
    Missing = 3,

    /// <summary>The key is there although it was neither sent nor there before: another writer came between.</summary>
    Unexpected = 4,
}
