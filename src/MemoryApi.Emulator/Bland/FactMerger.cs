using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>Merges facts in one of the ways of <see cref="FactMerge"/>.</summary>
internal static class FactMerger
{
    /// <summary>Merges <paramref name="sent"/> into <paramref name="facts"/>. A key that is overwritten keeps its position.</summary>
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
