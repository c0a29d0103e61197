using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <content>What a patch makes of facts, and which patch makes one set of facts of another.</content>
public sealed partial class FactPatch
{
    /// <summary>
    /// Computes the smallest patch that turns facts into others, as far as a merge can: the keys whose values differ. Also returns the keys that would have to be
    /// removed, which a merge can't do.
    /// </summary>
    /// <remarks>
    /// Values are compared as JSON: numbers by value (1 and 1.0 are equal), objects without regard to the order of members. Take the current facts from a response:
    /// other JSON readers convert strings that look like dates, so that their exact text is lost.
    /// </remarks>
    /// <param name="current">The current facts; <see langword="null"/> for none. They aren't changed.</param>
    /// <param name="desired">The desired facts. They aren't changed.</param>
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
    /// Predicts the facts after the service has merged this patch. Each key of the patch is added or replaces the old value completely, <c>null</c> is stored, and
    /// no key is removed. Nothing is sent.
    /// </summary>
    /// <param name="current">The current facts; <see langword="null"/> for none. They aren't changed.</param>
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
    /// Computes the facts after a deep merge of this patch. Two objects under the same key are merged, at every depth. Any other value, including a list, replaces
    /// the old one. <c>null</c> is stored, and no key is removed. Nothing is sent.
    /// </summary>
    /// <param name="current">The current facts; <see langword="null"/> for none. They aren't changed.</param>
    /// <returns>A new object.</returns>
    public JObject ApplyDeeplyTo(JObject? current)
    {
        var merged = Clone(current);
        DeepMerge.Into(merged, _facts);
        return merged;
    }

    private static JObject Clone(JObject? facts) => (JObject?)facts?.DeepClone() ?? new JObject();
}
