using System.Runtime.CompilerServices;

namespace MemoryApi.Mem0.AI;

/// <summary>What .NET Standard 2.0 lacks in <see cref="ConditionalWeakTable{TKey, TValue}"/>.</summary>
internal static class WeakTables
{
    /// <summary>Sets the value of a key, also when other threads do so at the same time.</summary>
    public static void Set<TKey, TValue>(this ConditionalWeakTable<TKey, TValue> table, TKey key, TValue value)
        where TKey : class
        where TValue : class
    {
#if NET
        table.AddOrUpdate(key, value);
#else
        lock (table)
        {
            table.Remove(key);
            table.Add(key, value);
        }
#endif
    }
}
