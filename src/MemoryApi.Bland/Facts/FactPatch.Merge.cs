using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <content>What a patch makes of facts, and which patch makes one set of facts of another.</content>
public sealed partial class FactPatch
{
    /// <summary>
    /// The smallest patch that brings facts as close to others as a merge can: the keys whose values differ, and the names of those that
    /// would have to be removed.
    /// </summary>
    /// <remarks>
    /// Values are compared as JSON: numbers by value (1 and 1.0 are the same), objects whatever the order of their members. Take the
    /// current facts from a response: other readers of JSON turn strings that look like dates into dates, and their exact text is lost.
    /// </remarks>
    /// <param name="current">The facts as they are; <see langword="null"/> for none. It stays unchanged.</param>
    /// <param name="desired">The facts as they should be. It stays unchanged.</param>
    /// <exception cref="ArgumentNullException">The desired facts are <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A value that differs can't be sent, see <see cref="this[string]"/>.</exception>
    public static FactDifference Between(JObject? current, JObject desired)
    {
        Require.NotNull(desired, nameof(desired));
        var patch = new FactPatch();
        foreach (var fact in desired)
        {
            if (current?[fact.Key] is not { } known || !FactEquality.AreEqual(known, fact.Value!))
            {
                patch[fact.Key] = fact.Value;
            }
        }

        var unremovable = new List<string>();
        foreach (var fact in current ?? [])
        {
            if (!desired.ContainsKey(fact.Key))
            {
                unremovable.Add(fact.Key);
            }
        }

        return new FactDifference(patch, unremovable);
    }

    /// <summary>
    /// What the service is expected to make of facts: each key of the patch is added or replaces the old value as a whole, <c>null</c> is
    /// stored, and no key is removed. Nothing is sent.
    /// </summary>
    /// <param name="current">The facts as they are; <see langword="null"/> for none. It stays unchanged.</param>
    /// <returns>A new object.</returns>
    public JObject ApplyTo(JObject? current)
    {
        var merged = Clone(current);
        foreach (var fact in _facts)
        {
            FactMember.Set(merged, fact.Key, fact.Value!.DeepClone());
        }

        return merged;
    }

    /// <summary>
    /// What a deep merge makes of facts: two objects under the same key are merged, at every depth; everything else is replaced, also a
    /// list by a list. <c>null</c> is stored, and no key is removed. Nothing is sent.
    /// </summary>
    /// <param name="current">The facts as they are; <see langword="null"/> for none. It stays unchanged.</param>
    /// <returns>A new object.</returns>
    public JObject ApplyDeeplyTo(JObject? current)
    {
        var merged = Clone(current);
        DeepMerge.Into(merged, _facts);
        return merged;
    }

    private static JObject Clone(JObject? facts) => (JObject?)facts?.DeepClone() ?? new JObject();
}
