using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>Filter conditions on the categories of memories.</summary>
public sealed class CategoryConditions
{
    internal CategoryConditions()
    {
    }

    /// <summary>The memory has at least one of these categories.</summary>
    /// <param name="categories">The categories; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty or contains a blank category.</exception>
    public MemoryFilter In(params string[] categories) => In((IEnumerable<string>)categories);

    /// <inheritdoc cref="In(string[])"/>
    public MemoryFilter In(IEnumerable<string> categories) =>
        Operands.Condition(FilterLanguage.Categories, "in", Operands.Texts(categories, nameof(categories)));

    /// <summary>A category of the memory contains this text, ignoring case.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter Contains(string text) => Operands.Condition(FilterLanguage.Categories, "contains", Operands.Text(text, nameof(text)));
}
