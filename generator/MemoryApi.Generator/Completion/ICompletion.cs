namespace MemoryApi.Generator.Completion;

/// <summary>A step of <see cref="DocumentCompletion"/>.</summary>
internal interface ICompletion
{
    void Apply(Draft draft);
}
