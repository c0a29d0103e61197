namespace MemoryApi.Mem0.AI;

/// <summary>Marks a registration, so that it is made once.</summary>
internal sealed class MemoryRegistration(string name)
{
    public string Name { get; } = name;
}
