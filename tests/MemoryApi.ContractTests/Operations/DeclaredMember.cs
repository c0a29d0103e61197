using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A member of a response that its schema declares.</summary>
/// <param name="Path">Where it is in the body.</param>
/// <param name="Place">Where it is in the value, as differences name it.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsRequired">Whether the schema around it requires it.</param>
internal sealed record DeclaredMember(string Path, string Place, JObject Schema, bool IsRequired)
{
    public bool IsEnum => Schema["enum"] is not null;

    /// <summary>Whether it is a list or an object that must be there.</summary>
    public bool IsDueStructure => IsRequired && (string?)Schema["type"] is "array" or "object";

    /// <summary>A value of a type that the schema doesn't allow.</summary>
    public JToken OddValue => (string?)Schema["type"] is "string" ? new JObject { ["odd"] = 1 } : new JValue("odd");

    /// <summary>All of an example, nested ones too; an envelope's own members are not among them.</summary>
    public static IReadOnlyList<DeclaredMember> Of(SpecDocument document, SpecResponse response, SpecExample example)
    {
        var (schema, value) = new ExpectedResponse(document).Unwrap(response.Schema!, example.Value.DeepClone());
        return [.. Below(document, schema, value).Select(member => new DeclaredMember(
            member.Token.Path, PlaceIn(value, member.Token), member.Schema, member.IsRequired))];
    }

    private static IEnumerable<(JToken Token, JObject Schema, bool IsRequired)> Below(SpecDocument document, JToken reference, JToken value)
    {
        var schema = Merged(document, reference);
        return value switch
        {
            JObject members => members.Properties()
                .Where(member => schema["properties"]?[member.Name] is not null)
                .SelectMany(member => Below(document, schema["properties"]![member.Name]!, member.Value)
                    .Prepend((member.Value, Merged(document, schema["properties"]![member.Name]!), Requires(schema, member.Name)))),
            JArray items when schema["items"] is { } item => items.SelectMany(element => Below(document, item, element)),
            _ => [],
        };
    }

    private static bool Requires(JObject schema, string name) => (schema["required"] ?? new JArray()).Values<string>().Contains(name);

    private static JObject Merged(SpecDocument document, JToken reference)
    {
        var schema = document.Resolve(reference);
        return schema["allOf"] is JArray { Count: 1 } parts ? document.Resolve(parts[0]) : schema;
    }

    private static string PlaceIn(JToken value, JToken token)
    {
        var path = token.Path[value.Path.Length..];
        return path[0] is '.' or '[' ? "$" + path : "$." + path;
    }
}
