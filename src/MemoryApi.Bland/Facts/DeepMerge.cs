using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Merges objects member by member at every depth.</summary>
internal static class DeepMerge
{
    /// <summary>Changes <paramref name="target"/>; a member that is overwritten keeps its place.</summary>
    public static void Into(JObject target, JObject members)
    {
        foreach (var member in members)
        {
            if (target[member.Key] is JObject nested && member.Value is JObject more)
            {
                Into(nested, more);
            }
            else
            {
                FactMember.Set(target, member.Key, member.Value!.DeepClone());
            }
        }
    }

    /// <summary>Whether an object has all members of another one at every depth.</summary>
    public static bool IsContained(JObject members, JObject whole)
    {
        var merged = (JObject)whole.DeepClone();
        Into(merged, members);
        return FactEquality.AreEqual(merged, whole);
    }
}
