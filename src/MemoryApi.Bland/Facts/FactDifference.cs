using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Bland;

/// <summary>What separates two sets of facts: a patch, and the keys that no patch can remove.</summary>
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
    /// Keys of the current facts that the desired ones lack. The service removes no single fact, only all of a memory at once; a key can
    /// at best be overwritten with <c>null</c>, which the patch doesn't do by itself. Default: empty.
    /// </summary>
    public IReadOnlyList<string> UnremovableKeys { get; }

    /// <summary>Takes the two parts apart.</summary>
    /// <param name="patch">The value of <see cref="Patch"/>.</param>
    /// <param name="unremovableKeys">The value of <see cref="UnremovableKeys"/>.</param>
    public void Deconstruct(out FactPatch patch, out IReadOnlyList<string> unremovableKeys)
    {
        patch = Patch;
        unremovableKeys = UnremovableKeys;
    }

    /// <summary>Numbers of keys. It holds nothing of keys or values, so that none gets into a log by accident.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "({0} to merge, {1} unremovable)", Patch.Count, UnremovableKeys.Count);
}
