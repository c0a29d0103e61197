using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>JSON as it stands on the wire: texts that look like dates stay texts, fractions keep their digits.</summary>
internal static class WireJson
{
    public static JToken Parse(string text) => Parse(text, DuplicatePropertyNameHandling.Error);

    private static JToken Parse(string text, DuplicatePropertyNameHandling duplicates)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
        };
        var token = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = duplicates });
        return reader.Read() ? throw new JsonReaderException("Something follows the JSON value.") : token;
    }

    /// <summary>
    /// What a model looks like on the wire, by the plain serializer that a user would call. A required member that came with another type
    /// is there twice, with its default and as it came; the last one counts, as for every reader.
    /// </summary>
    public static JToken Of(object? value) => Parse(JsonConvert.SerializeObject(value), DuplicatePropertyNameHandling.Error);
}
