using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>A value can't be written as JSON. The message contains no content.</summary>
internal sealed class UnsendableValueException(string problem) : JsonException($"A value {problem}.")
{
    /// <summary>The problem and its remedy, as the rest of a sentence that begins with the name of the value.</summary>
    public string Problem => problem;

    /// <summary>How many levels of the JSON have names from the specification. Names of deeper levels are content. Default: all.</summary>
    public int NamedLevels { get; private set; } = int.MaxValue;

    /// <summary>Notes that the content begins below this many levels.</summary>
    public void InContentOf(int levels) => NamedLevels = levels < NamedLevels ? levels : NamedLevels;
}
