using System;
using System.Collections.Generic;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>The result of merging facts into known ones: what the merge changed, and whether the result is as predicted.</summary>
/// <remarks>
/// <see cref="Added"/>, <see cref="Changed"/>, <see cref="Kept"/> and <see cref="Removed"/> compare the response with the previous facts. Each key is in one of
/// them.
/// </remarks>
public sealed class FactMergeReport : FactMergeResult
{
    private readonly List<string> _added = [];
    private readonly List<string> _changed = [];
    private readonly List<string> _kept = [];
    private readonly List<string> _removed = [];

    /// <summary>Creates a report, also for tests of your own code.</summary>
    /// <param name="memory">The response.</param>
    /// <param name="patch">The patch that was sent.</param>
    /// <param name="before">The previous facts; <see langword="null"/> for none.</param>
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

    /// <summary>The facts before the merge.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JObject Before { get; }

    /// <summary>The predicted facts.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JObject Predicted { get; }

    /// <summary>New keys.</summary>
    public IReadOnlyList<string> Added => _added;

    /// <summary>Keys whose value has changed.</summary>
    public IReadOnlyList<string> Changed => _changed;

    /// <summary>Keys whose value has not changed, whether they were sent or not.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Keys that no longer exist. Empty, unless the service behaves differently from its documentation or another writer reset the memory.</summary>
    public IReadOnlyList<string> Removed => _removed;

    private static JObject Predict(FactPatch patch, JObject? before)
    {
        Require.NotNull(patch, nameof(patch));
        return patch.ApplyTo(before);
    }
}
