using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>
/// What a model must look like in JSON after it was read from a response: the response itself, but for what is declared otherwise. A
/// declared member that is null may be left out, a date-time counts as a moment, an alias has become the member's own name, and an
/// envelope is gone. What is free in form stays as it is, nulls and dates included.
/// </summary>
internal sealed class ExpectedResponse(SpecDocument document)
{
    /// <summary>The schema and the example of the value inside an envelope; the same ones when there is no envelope.</summary>
    public (JObject Schema, JToken Value) Unwrap(JObject responseSchema, JToken body)
    {
        var schema = document.Resolve(responseSchema);
        if (schema["x-envelope"] is not JObject envelope)
        {
            return (schema, body);
        }

        if ((string?)envelope["value"] is { } member)
        {
            return ((JObject)schema["properties"]![member]!, body[member] ?? JValue.CreateNull());
        }

        var value = (JObject)body.DeepClone();
        value.Remove((string?)envelope["errors"] ?? string.Empty);
        return (schema, value);
    }

    /// <summary>A value in a form in which two that mean the same are equal.</summary>
    public JToken Canonical(JToken reference, JToken value)
    {
        var schema = document.Resolve(reference);
        if (schema["allOf"] is JArray { Count: 1 } parts)
        {
            schema = document.Resolve(parts[0]);
        }

        return value switch
        {
            JObject members => CanonicalObject(schema, members),
            JArray items when schema["items"] is { } item => new JArray(items.Select(element => Canonical(item, element))),
            JValue { Type: JTokenType.String } text when (string?)schema["format"] == "date-time" => Moment((string)text!),
            _ => value.DeepClone(),
        };
    }

    private JObject CanonicalObject(JObject schema, JObject members)
    {
        var result = new JObject();
        foreach (var member in members.Properties())
        {
            if (Declared(schema, member.Name) is not { } declared)
            {
                result[member.Name] = schema["additionalProperties"] is JObject further ? Canonical(further, member.Value) : member.Value.DeepClone();
            }
            else if (member.Value.Type != JTokenType.Null)
            {
                result[declared.Name] = Canonical(declared.Value, member.Value);
            }
        }

        return result;
    }

    /// <summary>The declared member that has this name, or has it as an alias.</summary>
    private JProperty? Declared(JObject schema, string name) => (schema["properties"] as JObject)?.Properties().FirstOrDefault(property =>
        property.Name == name || (document.Resolve(property.Value)["x-aliases"] ?? new JArray()).Values<string>().Contains(name));

    private static JValue Moment(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        ? new JValue(moment.UtcDateTime.ToString("o", CultureInfo.InvariantCulture))
        : new JValue(text);
}
