using System;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Merges metadata as JSON Merge Patch (RFC 7396) says: objects are merged member by member, null removes a member, and any other value replaces it.</summary>
internal static class MetadataMerge
{
    public static JObject Apply(JObject? current, JObject patch)
    {
        // Creates a new object: setting a member compares it with the old value, and that throws for a decimal and a number that is too large for one.
        var merged = new JObject();
        foreach (var member in current ?? new JObject())
        {
            if (!patch.TryGetValue(member.Key, StringComparison.Ordinal, out var change))
            {
                merged.Add(member.Key, member.Value?.DeepClone());
            }
            else if (change.Type != JTokenType.Null)
            {
                merged.Add(member.Key, Changed(member.Value, change));
            }
        }

        foreach (var member in patch)
        {
            if (member.Value is { } added && added.Type != JTokenType.Null && current?.ContainsKey(member.Key) != true)
            {
                merged.Add(member.Key, Changed(null, added));
            }
        }

        return merged;
    }

    private static JToken Changed(JToken? current, JToken change) => change is JObject nested ? Apply(current as JObject, nested) : change.DeepClone();
}
