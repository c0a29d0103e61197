using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using MemoryApi.UnitTests.Json;

namespace MemoryApi.UnitTests.Models;

/// <summary>Writes JSON again with values of other types, members that are gone, new or doubled, and items that are null.</summary>
internal sealed class MutatedJson(Random random)
{
    private static readonly string[] Odd =
    [
        "null", "true", "false", "\"true\"", "\"FALSE\"", "\"yes\"", "17", "\"17\"", "\" 17 \"", "17.0", "1e2", "17.5", "\"1.5\"", "3000000000", "-3000000000", "9223372036854775808", "1e400", "\"NaN\"", "\"1e999\"", "12.50", "0.1",
        "\"2026-01-15T10:30:00Z\"", "\"2026-01-15T10:30:00\"", "\"2026-01-15t10:30:00z\"", "\"2026-01-15T10:30:00.123456789+05:30\"", "\"2026-01-15T10:30:00.000-08:00\"", "\"2026-01-15\"", "\"2026-02-30\"", "\"10:30\"", "\"08/09/2026\"",
        "\"2026-01-15 10:30:00\"", "\"2026-01-15T10:30Z\"", "\"2026-01-15T10:30:00+0530\"", "\"2026-01-15T10:30:00.Z\"", "\"2026-01-15T24:00:00Z\"", "\"2026-01-15T10:30:60Z\"", "\"\\u0032026-01-15T10:30:00Z\"", "1768473000", "1768473000.25", "\"1768473000\"",
        "253402300800", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"\"", "\"a\\ud83d\"", "\"😀\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[1,\"a\",null,true]", "{\"a\":null,\"b\":[1.50,{\"c\":\"\"}]}",
    ];

    private readonly RandomJson _json = new(random);

    public string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var mutated = new StringBuilder();
        // Few changes or many.
        Write(mutated, document.RootElement, random.Next(2) == 0 ? 4 : 40);
        return mutated.ToString();
    }

    private void Write(StringBuilder json, JsonElement value, int oneIn)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.Append('{');
                var members = value.EnumerateObject().Where(_ => random.Next(oneIn) > 0).SelectMany(member => random.Next(oneIn) == 0 ? [member, member] : new[] { member }).ToArray();
                random.Shuffle(members);
                foreach (var member in members)
                {
                    json.Append(json[^1] == '{' ? string.Empty : ",").Append(JsonSerializer.Serialize(member.Name)).Append(':');
                    Changed(json, member.Value, oneIn);
                }

                if (random.Next(oneIn) == 0)
                {
                    json.Append(json[^1] == '{' ? string.Empty : ",").Append("\"new_in_2031\":").Append(Other());
                }

                json.Append('}');
                break;
            case JsonValueKind.Array:
                json.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    json.Append(json[^1] == '[' ? string.Empty : ",");
                    Changed(json, item, oneIn);
                }

                json.Append(json[^1] != '[' && random.Next(oneIn) == 0 ? ",null]" : "]");
                break;
            default:
                json.Append(value.GetRawText());
                break;
        }
    }

    private void Changed(StringBuilder json, JsonElement value, int oneIn)
    {
        if (random.Next(oneIn) == 0)
        {
            json.Append(Other());
        }
        else
        {
            Write(json, value, oneIn);
        }
    }

    private string Other() => random.Next(6) switch
    {
        0 => _json.Number(),
        _ => Odd[random.Next(Odd.Length)],
    };
}
