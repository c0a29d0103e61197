using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace MemoryApi.UnitTests.Json;

/// <summary>One way in which users write and read JSON.</summary>
/// <param name="Name">What it is called in a failed test.</param>
/// <param name="Write">Writes a value of a type.</param>
/// <param name="Read">Reads a value of a type.</param>
internal sealed record JsonWay(string Name, Func<object, Type, string> Write, Func<string, Type, object?> Read)
{
    public static IReadOnlyList<JsonWay> All { get; } =
    [
        Platform("JsonSerializer", JsonSerializerOptions.Default),
        Platform("JsonSerializer for the web", JsonSerializerOptions.Web),
        Platform("JsonSerializer, indented", new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper }),
        Platform("a source-generated context", EveryModelContext.Default.Options),
        new("JsonNode", static (value, type) => JsonSerializer.SerializeToNode(value, type)!.ToJsonString(), static (json, type) => System.Text.Json.Nodes.JsonNode.Parse(json).Deserialize(type)),
        new("JsonElement", static (value, type) => JsonSerializer.SerializeToElement(value, type).GetRawText(), static (json, type) => JsonSerializer.Deserialize<JsonElement>(json).Deserialize(type)),
        Newtonsoft("JsonConvert", new JsonSerializerSettings()),
        Newtonsoft("JsonConvert, indented, with other settings", new JsonSerializerSettings
        {
            Formatting = Formatting.Indented,
            ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
            DateParseHandling = DateParseHandling.DateTimeOffset,
            DateFormatHandling = DateFormatHandling.MicrosoftDateFormat,
            FloatParseHandling = FloatParseHandling.Decimal,
            NullValueHandling = NullValueHandling.Ignore,
            StringEscapeHandling = StringEscapeHandling.EscapeNonAscii,
            TypeNameHandling = TypeNameHandling.All,
        }),
        new("JToken", static (value, _) => JToken.FromObject(value).ToString(Formatting.None), static (json, type) => JsonConvert.DeserializeObject<JToken>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!.ToObject(type)),
    ];

    /// <summary>Whether texts that look like dates become dates where no type says that they are text.</summary>
    public bool MakesDates => Name.StartsWith("JsonConvert", StringComparison.Ordinal);

    /// <summary>The two functions for the class of a user.</summary>
    public (Func<UsersClass, string> Write, Func<string, UsersClass> Read) Functions() =>
        (value => Write(value, typeof(UsersClass)), json => (UsersClass)Read(json, typeof(UsersClass))!);

    public override string ToString() => Name;

    private static JsonWay Platform(string name, JsonSerializerOptions options) =>
        new(name, (value, type) => JsonSerializer.Serialize(value, type, options), (json, type) => JsonSerializer.Deserialize(json, type, options));

    private static JsonWay Newtonsoft(string name, JsonSerializerSettings settings) =>
        new(name, (value, type) => JsonConvert.SerializeObject(value, type, settings), (json, type) => JsonConvert.DeserializeObject(json, type, settings));
}
