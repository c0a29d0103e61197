using System;
using System.Collections.Generic;
using System.Globalization;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>The result of merging facts, compared with the expected facts.</summary>
public class FactMergeResult
{
    /// <summary>Creates a result, also for tests of your own code.</summary>
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

    /// <summary>The memory that the service returned. The response of a merge contains no open items and no history.</summary>
    public ContactMemory Memory { get; }

    /// <summary>The facts of <see cref="Memory"/>: the previous facts and those that were sent. Empty when the response has none.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JObject Facts { get; }

    /// <summary>What was sent.</summary>
    public FactPatch Patch { get; }

    /// <summary>
    /// The differences between the response and the expected facts; empty when there are none. If the previous facts aren't known, only the keys that were sent are compared.
    /// </summary>
    public IReadOnlyList<FactDeviation> Deviations { get; }

    /// <summary>Whether the response has the expected facts: <see cref="Deviations"/> is empty.</summary>
    public bool IsAsPredicted => Deviations.Count == 0;

    /// <summary>The numbers of keys, without keys or values, which could get into a log by accident.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "({0} sent, {1} in all, {2} not as predicted)", Patch.Count, Facts.Count, Deviations.Count);
}
