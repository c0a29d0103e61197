using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>What a filter can ask of the categories of memories.</summary>
public sealed class CategoryConditions
{
    internal CategoryConditions()
    {
    }

    /// <summary>At least one of these is among them.</summary>
    /// <param name="categories">The categories; at least one.</param>
    /// <exception cref="ArgumentException">There is no category, or a blank one among them.</exception>
    public MemoryFilter In(params string[] categories) => In((IEnumerable<string>)categories);

    /// <inheritdoc cref="In(string[])"/>
    public MemoryFilter In(IEnumerable<string> categories) =>
        Operands.Condition(FilterLanguage.Categories, "in", Operands.Texts(categories, nameof(categories)));

    /// <summary>One of them contains this text, in capitals or not.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is blank.</exception>
    public MemoryFilter Contains(string text) => Operands.Condition(FilterLanguage.Categories, "contains", Operands.Text(text, nameof(text)));
}
