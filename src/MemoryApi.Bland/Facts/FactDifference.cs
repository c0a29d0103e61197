using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Bland;

/// <summary>The difference between two sets of facts: a patch, and the keys that a patch can't remove.</summary>
/// <example>
/// <code>
/// var (patch, unremovable) = FactPatch.Between(memory.Facts, desired);
/// if (!patch.IsEmpty)
/// {
///     await client.Memory.MergeFactsAsync(memory.Id, patch);
/// }
/// </code>
/// </example>
public sealed class FactDifference
{
    internal FactDifference(FactPatch patch, IReadOnlyList<string> unremovableKeys)
    {
        Patch = patch;
        UnremovableKeys = unremovableKeys;
    }

    /// <summary>The keys to add or to overwrite. It is empty when no call is needed.</summary>
    public FactPatch Patch { get; }

    /// <summary>
    /// Keys that only the current facts have. The service can't remove a single fact, only all facts of a memory. A key can be overwritten with <c>null</c>, but the
    /// patch doesn't do so on its own. Default: empty.
    /// </summary>
    public IReadOnlyList<string> UnremovableKeys { get; }

    /// <summary>Deconstructs the difference into its two parts.</summary>
    /// <param name="patch">The value of <see cref="Patch"/>.</param>
    /// <param name="unremovableKeys">The value of <see cref="UnremovableKeys"/>.</param>
    public void Deconstruct(out FactPatch patch, out IReadOnlyList<string> unremovableKeys)
    {
        patch = Patch;
        unremovableKeys = UnremovableKeys;
    }

    /// <summary>The numbers of keys, without keys or values, which could get into a log by accident.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "({0} to merge, {1} unremovable)", Patch.Count, UnremovableKeys.Count);
}
