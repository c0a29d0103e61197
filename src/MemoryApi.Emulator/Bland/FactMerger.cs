using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>Combines facts in the way that the emulator is set to.</summary>
internal static class FactMerger
{
    /// <summary>Changes <paramref name="facts"/>; a key that is overwritten keeps its place.</summary>
    public static void Merge(JsonObject facts, JsonElement sent, FactMerge how)
    {
        foreach (var member in sent.EnumerateObject())
        {
            if (how == FactMerge.NullRemovesKey && member.Value.ValueKind == JsonValueKind.Null)
            {
                facts.Remove(member.Name);
            }
            else if (how == FactMerge.Deep && member.Value.ValueKind == JsonValueKind.Object && facts[member.Name] is JsonObject nested)
            {
                Merge(nested, member.Value, how);
            }
            else
            {
                facts[member.Name] = member.Value.Clone().ToNode();
            }
        }
    }
}
