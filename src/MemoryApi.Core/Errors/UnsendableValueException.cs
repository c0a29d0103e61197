using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>A value has no form in JSON. Its message holds no content.</summary>
internal sealed class UnsendableValueException(string problem) : JsonException($"A value {problem}.")
{
    /// <summary>What is wrong and what to do: the rest of a sentence whose subject is the name of the value.</summary>
    public string Problem => problem;

    /// <summary>How many levels of the JSON have names of the specification; what is deeper has names that are content. Default: all.</summary>
    public int NamedLevels { get; private set; } = int.MaxValue;

    /// <summary>Notes that the value is part of content that begins below so many levels.</summary>
    public void InContentOf(int levels) => NamedLevels = levels < NamedLevels ? levels : NamedLevels;
}
