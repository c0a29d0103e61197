using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>
/// Checks JSON against a schema of OpenAPI 3.0, strictly: formats count, and a keyword that it doesn't know is an error of the test
/// and not passed over. It shares nothing with the generator, so that both can't be wrong in the same way.
/// </summary>
internal sealed class SchemaValidator(SpecDocument document)
{
    private static readonly HashSet<string> Annotations = ["description", "title", "example", "examples", "default", "deprecated", "readOnly", "writeOnly"];

    /// <summary>The problems of a value with their places; empty when it is valid.</summary>
    public IReadOnlyList<string> Validate(JToken schema, JToken value)
    {
        var violations = new List<string>();
        Check(schema, value, "$", violations);
        return violations;
    }

    private void Check(JToken reference, JToken value, string path, List<string> violations)
    {
        var schema = document.Resolve(reference);
        if (value.Type == JTokenType.Null)
        {
            // An empty schema takes anything.
            if ((bool?)schema["nullable"] != true && Constrains(schema))
            {
                violations.Add($"{path}: null is not allowed");
            }

            return;
        }

        foreach (var keyword in schema.Properties())
        {
            CheckKeyword(schema, keyword, value, path, violations);
        }

        if (value is JObject members && schema["properties"] is null && (bool?)schema["additionalProperties"] == false)
        {
            CheckMembers([], false, members, path, violations);
        }
    }

    private static bool Constrains(JObject schema) =>
        schema.Properties().Any(property => !Annotations.Contains(property.Name) && !property.Name.StartsWith("x-", StringComparison.Ordinal));

    private void CheckKeyword(JObject schema, JProperty keyword, JToken value, string path, List<string> violations)
    {
        switch (keyword.Name)
        {
            case "type":
                Require(IsOfType((string)keyword.Value!, value), $"is not of type {keyword.Value}");
                break;
            case "format":
                Require(IsOfFormat((string)keyword.Value!, value), $"is not of format {keyword.Value}");
                break;
            case "enum":
                Require(keyword.Value.Any(item => JToken.DeepEquals(item, value)), "is none of the listed values");
                break;
            case "properties":
                if (value is JObject members)
                {
                    CheckMembers((JObject)keyword.Value, schema["additionalProperties"], members, path, violations);
                }

                break;
            case "required":
                foreach (var name in keyword.Value.Values<string>())
                {
                    Require(value is not JObject owner || owner.ContainsKey(name!), $"has no member \"{name}\"");
                }

                break;
            case "items":
                foreach (var (item, index) in ((value as JArray) ?? []).Select((item, index) => (item, index)))
                {
                    Check(keyword.Value, item, string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, index), violations);
                }

                break;
            case "allOf":
                foreach (var part in keyword.Value)
                {
                    Check(part, value, path, violations);
                }

                break;
            case "anyOf":
                Require(keyword.Value.Any(part => Validate(part, value).Count == 0), "fits none of the alternatives (anyOf)");
                break;
            case "oneOf":
                Require(keyword.Value.Count(part => Validate(part, value).Count == 0) == 1, "doesn't fit exactly one of the alternatives (oneOf)");
                break;
            case "minLength":
                Require(value.Type != JTokenType.String || ((string)value!).Length >= (int)keyword.Value, $"is shorter than {keyword.Value}");
                break;
            case "maxLength":
                Require(value.Type != JTokenType.String || ((string)value!).Length <= (int)keyword.Value, $"is longer than {keyword.Value}");
                break;
            case "pattern":
                Require(value.Type != JTokenType.String || Regex.IsMatch((string)value!, (string)keyword.Value!), $"doesn't match {keyword.Value}");
                break;
            case "minimum":
                Require(!IsNumber(value) || value.ToObject<decimal>() >= keyword.Value.ToObject<decimal>(), $"is less than {keyword.Value}");
                break;
            case "maximum":
                Require(!IsNumber(value) || value.ToObject<decimal>() <= keyword.Value.ToObject<decimal>(), $"is more than {keyword.Value}");
                break;
            case "minItems":
                Require(value is not JArray || value.Count() >= (int)keyword.Value, $"has fewer items than {keyword.Value}");
                break;
            case "maxItems":
                Require(value is not JArray || value.Count() <= (int)keyword.Value, $"has more items than {keyword.Value}");
                break;
            case "minProperties":
                Require(value is not JObject || value.Count() >= (int)keyword.Value, $"has fewer members than {keyword.Value}");
                break;
            case "additionalProperties" or "nullable":
                break;
            default:
                if (!Annotations.Contains(keyword.Name) && !keyword.Name.StartsWith("x-", StringComparison.Ordinal))
                {
                    throw new NotSupportedException($"The keyword \"{keyword.Name}\" at {keyword.Path} isn't checked here yet.");
                }

                break;
        }

        void Require(bool isValid, string problem)
        {
            if (!isValid)
            {
                violations.Add($"{path}: {value.ToString(Formatting.None)} {problem}");
            }
        }
    }

    private void CheckMembers(JObject properties, JToken? further, JObject members, string path, List<string> violations)
    {
        foreach (var member in members.Properties())
        {
            var place = $"{path}.{member.Name}";
            if (properties[member.Name] is { } declared)
            {
                Check(declared, member.Value, place, violations);
            }
            else if (further is JObject schema)
            {
                Check(schema, member.Value, place, violations);
            }
            else if (further is JValue { Value: false })
            {
                violations.Add($"{place}: is not declared");
            }
        }
    }

    private static bool IsOfType(string type, JToken value) => type switch
    {
        "string" => value.Type == JTokenType.String,
        "boolean" => value.Type == JTokenType.Boolean,
        "integer" => value.Type == JTokenType.Integer,
        "number" => IsNumber(value),
        "array" => value.Type == JTokenType.Array,
        "object" => value.Type == JTokenType.Object,
        _ => throw new NotSupportedException($"The type \"{type}\" isn't checked here yet."),
    };

    private static bool IsOfFormat(string format, JToken value) => format switch
    {
        "date" => DateTime.TryParseExact((string?)value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => Regex.IsMatch((string?)value ?? string.Empty, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
            && DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "int32" => value.Type == JTokenType.Integer && value.ToObject<decimal>() is >= int.MinValue and <= int.MaxValue,
        "int64" or "unix-time" => value.Type == JTokenType.Integer && value.ToObject<decimal>() is >= long.MinValue and <= long.MaxValue,
        "double" => IsNumber(value),
        _ => throw new NotSupportedException($"The format \"{format}\" isn't checked here yet."),
    };

    private static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;
}
