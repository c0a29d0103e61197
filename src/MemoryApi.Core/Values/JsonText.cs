using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>Makes free-form values, such as metadata, of JSON text.</summary>
public static class JsonText
{
    /// <summary>
    /// Parses a JSON object without changing its values: a string that looks like a date stays a string, and numbers keep their digits. <c>JObject.Parse</c> changes both.
    /// </summary>
    /// <remarks>
    /// To create an object from C# values, use <c>JsonMetadata.From(new { plan = "premium", seats = 12 })</c>, which also accepts dictionaries and JSON of
    /// System.Text.Json. A number that is too large for a double becomes text.
    /// </remarks>
    /// <param name="json">The text: one JSON object as in RFC 8259, at most 256 levels deep, without lone surrogates.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The text isn't a JSON object. The message says where, without quoting the text.</exception>
    public static JObject ParseObject(string json)
    {
        Require.NotNull(json, nameof(json));
        try
        {
            return JsonTokens.Parse(json, JsonTokenRules.WholePairs) as JObject ?? throw new ArgumentException("The text is JSON, but not an object.", nameof(json));
        }
        catch (System.Text.Json.JsonException failure)
        {
            throw new ArgumentException(failure.Message, nameof(json));
        }
    }
}
