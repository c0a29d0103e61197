using System;

namespace MemoryApi.Mem0;

/// <summary>Filter conditions on the text of memories. Use them only in lists: a search with one of them fails.</summary>
public sealed class KeywordConditions
{
    internal KeywordConditions()
    {
    }

    /// <summary>The text contains this text, with the same case.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter Contains(string text) => Operands.Condition(FilterLanguage.Keywords, "contains", Operands.Text(text, nameof(text)));

    /// <summary>The text contains this text, ignoring case.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter ContainsInAnyCase(string text) =>
        Operands.Condition(FilterLanguage.Keywords, "icontains", Operands.Text(text, nameof(text)));
}
