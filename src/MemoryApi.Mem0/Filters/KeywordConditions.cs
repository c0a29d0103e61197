using System;

namespace MemoryApi.Mem0;

/// <summary>What a filter can ask of the words of memories. Only a list takes it; a search fails on it.</summary>
public sealed class KeywordConditions
{
    internal KeywordConditions()
    {
    }

    /// <summary>They contain this text, in upper and lower case as given.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter Contains(string text) => Operands.Condition(FilterLanguage.Keywords, "contains", Operands.Text(text, nameof(text)));

    /// <summary>They contain this text, in upper or lower case.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter ContainsInAnyCase(string text) =>
        Operands.Condition(FilterLanguage.Keywords, "icontains", Operands.Text(text, nameof(text)));
}
