namespace MemoryApi.Benchmarks.Contenders;

/// <summary>The measured calls.</summary>
public enum Operation
{
    Update,
    Delete,
    Search100,
    List100,
    List1000,
    MergeFacts,
    Add,
}
