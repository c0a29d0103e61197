using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>
/// What two values are on the wire, judged by another JSON library than the one under test: numbers by exact value, objects whatever
/// the order of their members.
/// </summary>
internal static class Json
{
    public static bool AreSame(JToken left, JToken right) => AreSame(Text(left), Text(right));

    public static bool AreSame(string left, string right)
    {
        using var one = JsonDocument.Parse(left);
        using var other = JsonDocument.Parse(right);
        return JsonElement.DeepEquals(one.RootElement, other.RootElement);
    }

    public static string Text(JToken token) => token.ToString(Newtonsoft.Json.Formatting.None);
}
