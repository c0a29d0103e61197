using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>Parses the text of free-form JSON so that it keeps what it says: no dates made of strings, no digits lost.</summary>
internal static class FreeFormText
{
    // Line information costs an annotation on each token and nobody asks for it.
    internal static readonly JsonLoadSettings LoadSettings = new() { LineInfoHandling = LineInfoHandling.Ignore };

    public static JToken Parse(string text)
    {
        // The text was read before, within its limit.
        using var reader = new JsonTextReader(new StringReader(text))
        {
            ArrayPool = JsonCharPool.Instance,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
            MaxDepth = null,
        };
        try
        {
            return JToken.ReadFrom(reader, LoadSettings);
        }
        catch (JsonReaderException)
        {
            // A number beyond what decimals can hold, which is rare: the faster reader is tried first.
            using var exact = new ExactJsonReader(text) { ArrayPool = JsonCharPool.Instance, MaxDepth = null };
            return JToken.ReadFrom(exact, LoadSettings);
        }
    }
}
