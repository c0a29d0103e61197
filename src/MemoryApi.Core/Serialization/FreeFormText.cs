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
        try
        {
            return Parse(text, FloatParseHandling.Decimal);
        }
        catch (JsonReaderException)
        {
            // A number beyond what decimals can hold.
            return Parse(text, FloatParseHandling.Double);
        }
    }

    private static JToken Parse(string text, FloatParseHandling floats)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            ArrayPool = JsonCharPool.Instance,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = floats,
            MaxDepth = null, // the text was read before, within its limit
        };
        return JToken.ReadFrom(reader, LoadSettings);
    }
}
