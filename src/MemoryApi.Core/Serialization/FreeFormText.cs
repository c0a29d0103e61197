using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Parses the text of free-form JSON so that it keeps what it says: no dates made of strings, no digits lost.</summary>
internal static class FreeFormText
{
    // Line information costs an annotation on each token and nobody asks for it.
    internal static readonly JsonLoadSettings LoadSettings = new() { LineInfoHandling = LineInfoHandling.Ignore };

    public static JToken Parse(string text)
    {
        // The text was read before, within its limit. Few callers come here, so nothing is kept but what it says: a reader of decimals
        // takes half the time, and makes 0 of 1e-30.
        using var reader = new ExactJsonReader(text) { ArrayPool = JsonCharPool.Instance, MaxDepth = null };
        return JToken.ReadFrom(reader, LoadSettings);
    }
}
