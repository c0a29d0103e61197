namespace MemoryApi.Generator.Completion;

/// <summary>One way in which a document is brought to what the generator reads.</summary>
internal interface ICompletion
{
    void Apply(Draft draft);
}
