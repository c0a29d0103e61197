using System;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Sets a member of an object.</summary>
internal static class FactMember
{
    /// <summary>Adds a member, or replaces it in its place.</summary>
    public static void Set(JObject target, string key, JToken value)
    {
        // Not by the indexer: it keeps the old value when both are doubles that differ by less than 2.2e-16.
        if (target.Property(key, StringComparison.Ordinal) is { } old)
        {
            old.Replace(new JProperty(key, value));
        }
        else
        {
            target.Add(key, value);
        }
    }
}
