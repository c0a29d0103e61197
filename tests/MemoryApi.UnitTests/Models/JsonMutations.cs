using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>Makes other JSON of JSON, as a service could send it.</summary>
internal static class JsonMutations
{
    private static readonly string[] LineEnds = ["", "", " ", "\n", "\r\n", "\t ", "\r"];

    /// <summary>
    /// Adds null members, repeated members and unknown members, and changes the order. The null for a member with a value comes first, since the order matters: a
    /// member with two wire names keeps its value when a null follows, and Newtonsoft doesn't have this rule. A closed model gets no unknown members.
    /// </summary>
    public static string Mutate(string json, GeneratedModel model, Random random)
    {
        var members = Members(json);
        if (members.Count > 0)
        {
            members.Add(members[random.Next(members.Count)]);
        }

        if (model.IsOpen)
        {
            members.Add(("from_the_future", new RandomValues(random.Next()).Token(3).ToString(Formatting.None)));
            members.Add(("also_new", "17.25"));
        }

        var order = members.ToArray();
        random.Shuffle(order);
        var nulls = order.Where(_ => random.Next(4) == 0).Select(static member => (member.Name, "null")).ToList();
        var gone = nulls.Where(member => !model.IsDue(member.Name) && random.Next(2) == 0).Select(static member => member.Name).ToHashSet();
        return "{" + string.Join(',', nulls.Concat(order.Where(member => !gone.Contains(member.Name))).Select(static member => JsonConvert.ToString(member.Item1) + ":" + member.Item2)) + "}";
    }

    /// <summary>White space wherever it may stand, and names and texts with escapes.</summary>
    public static string Spread(string json, Random random)
    {
        var spread = new StringBuilder();
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (isText && c == '\\')
            {
                var length = json[i + 1] == 'u' ? 6 : 2;
                spread.Append(json, i, length);
                i += length - 1;
                continue;
            }

            if (c == '"')
            {
                isText = !isText;
            }

            if (isText)
            {
                spread.Append(c is >= 'a' and <= 'z' && random.Next(12) == 0 ? $"\\u{(int)c:x4}" : c.ToString());
                continue;
            }

            var isBetween = c is '{' or '}' or '[' or ']' or ',' or ':';
            spread.Append(isBetween ? LineEnds[random.Next(LineEnds.Length)] : string.Empty).Append(c).Append(isBetween ? LineEnds[random.Next(LineEnds.Length)] : string.Empty);
        }

        return spread.ToString();
    }

    private static List<(string Name, string Value)> Members(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Double };
        return [.. ((JObject)JToken.ReadFrom(reader)).Properties().Select(static member => (member.Name, member.Value.ToString(Formatting.None)))];
    }
}
