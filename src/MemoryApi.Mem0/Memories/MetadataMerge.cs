using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Merges metadata as JSON Merge Patch (RFC 7396) says: objects member by member, null removes, all else replaces.</summary>
internal static class MetadataMerge
{
    public static JObject Apply(JObject? current, JObject patch)
    {
        var merged = current is null ? new JObject() : (JObject)current.DeepClone();
        foreach (var member in patch)
        {
            switch (member.Value)
            {
                case null or { Type: JTokenType.Null }:
                    merged.Remove(member.Key);
                    break;
                case JObject nested:
                    merged[member.Key] = Apply(merged[member.Key] as JObject, nested);
                    break;
                case var value:
                    merged[member.Key] = value.DeepClone();
                    break;
            }
        }

        return merged;
    }
}
