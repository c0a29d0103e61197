using System;
using System.Collections.Generic;
using System.Globalization;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>What came of merging facts, checked against what was sent.</summary>
public class FactMergeResult
{
    /// <summary>Makes a result, also in a test of code that handles it.</summary>
    /// <param name="memory">The response.</param>
    /// <param name="patch">What was sent.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public FactMergeResult(ContactMemory memory, FactPatch patch)
        : this(memory, patch, predicted: null)
    {
    }

    private protected FactMergeResult(ContactMemory memory, FactPatch patch, JObject? predicted)
    {
        Require.NotNull(memory, nameof(memory));
        Require.NotNull(patch, nameof(patch));
        Memory = memory;
        Patch = patch.Copy();
        Facts = memory.Facts ?? new JObject();
        Deviations = predicted is null
            ? FactDeviations.AtSentKeys(Patch.ToJson(), Facts)
            : FactDeviations.AtAllKeys(Patch.ToJson(), predicted, Facts);
    }

    /// <summary>The memory as the service returned it. Such a response has no open items and no history.</summary>
    public ContactMemory Memory { get; }

    /// <summary>The facts of <see cref="Memory"/>: those from before and those that were sent. Empty when the response has none.</summary>
    public JObject Facts { get; }

    /// <summary>What was sent.</summary>
    public FactPatch Patch { get; }

    /// <summary>
    /// Where the response departs from what was expected. Without the facts from before, only the keys that were sent are checked. Empty
    /// when all came out as expected.
    /// </summary>
    public IReadOnlyList<FactDeviation> Deviations { get; }

    /// <summary>Whether all came out as expected: <see cref="Deviations"/> is empty.</summary>
    public bool IsAsPredicted => Deviations.Count == 0;

    /// <summary>Numbers of keys. It holds nothing of keys or values, so that none gets into a log by accident.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "({0} sent, {1} in all, {2} not as predicted)", Patch.Count, Facts.Count, Deviations.Count);
}
