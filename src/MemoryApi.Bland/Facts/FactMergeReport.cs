using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>What came of merging facts into known ones: what the merge changed, and whether it did what was predicted.</summary>
/// <remarks><see cref="Added"/>, <see cref="Changed"/>, <see cref="Kept"/> and <see cref="Removed"/> compare the response with the facts from before; each key is in one of them.</remarks>
public sealed class FactMergeReport : FactMergeResult
{
    private readonly List<string> _added = [];
    private readonly List<string> _changed = [];
    private readonly List<string> _kept = [];
    private readonly List<string> _removed = [];

    /// <summary>Makes a report, also in a test of code that handles it.</summary>
    /// <param name="memory">The response.</param>
    /// <param name="patch">What was sent.</param>
    /// <param name="before">The facts from before; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException">The memory or the patch is <see langword="null"/>.</exception>
    public FactMergeReport(ContactMemory memory, FactPatch patch, JObject? before)
        : base(memory, patch, Predict(patch, before))
    {
        Before = (JObject?)before?.DeepClone() ?? new JObject();
        Predicted = Predict(Patch, Before);
        foreach (var fact in Facts)
        {
            var keys = Before[fact.Key] is not { } old ? _added : FactEquality.AreEqual(old, fact.Value!) ? _kept : _changed;
            keys.Add(fact.Key);
        }

        foreach (var fact in Before)
        {
            if (!Facts.ContainsKey(fact.Key))
            {
                _removed.Add(fact.Key);
            }
        }
    }

    /// <summary>The facts from before, as they were given or read.</summary>
    public JObject Before { get; }

    /// <summary>The facts that were expected.</summary>
    public JObject Predicted { get; }

    /// <summary>Keys that were not there before.</summary>
    public IReadOnlyList<string> Added => _added;

    /// <summary>Keys that have another value than before.</summary>
    public IReadOnlyList<string> Changed => _changed;

    /// <summary>Keys that have the same value as before, whether they were sent or not.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Keys that were there before and no longer are. Empty unless the service departs from what it documents, or another writer reset the memory.</summary>
    public IReadOnlyList<string> Removed => _removed;

    private static JObject Predict(FactPatch patch, JObject? before)
    {
        Require.NotNull(patch, nameof(patch));
        return patch.ApplyTo(before);
    }
}
