using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.ContractTests;

/// <summary>Reads YAML as JSON, by YAML's core schema: a quoted scalar is a text, a plain one what it looks like.</summary>
internal static partial class YamlJson
{
    public static JToken Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Convert(stream.Documents.Single().RootNode);
    }

    private static JToken Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JObject(mapping.Children.Select(child => new JProperty(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Convert)),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? string.Empty),
        YamlScalarNode scalar => new JValue(scalar.Value),
        _ => throw new NotSupportedException($"YAML node {node.GetType().Name} at {node.Start}."),
    };

    private static JValue Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JValue.CreateNull(),
        "true" or "True" or "TRUE" => new JValue(true),
        "false" or "False" or "FALSE" => new JValue(false),
        _ when Integer().IsMatch(text) => WholeNumber(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        _ when Fraction().IsMatch(text) => new JValue(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => new JValue(text),
    };

    private static JValue WholeNumber(BigInteger number) => number >= long.MinValue && number <= long.MaxValue
        ? new JValue((long)number)
        : new JValue((object)number);

    [GeneratedRegex(@"^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Fraction();
}
