using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>What OpenAPI says that a value looks like in a path, query, header or form, before anything is encoded.</summary>
internal static class WireText
{
    /// <summary>The text of a path parameter.</summary>
    public static string Path(IOpenApiParameter parameter, JsonNode value)
    {
        var isJson = parameter.Content?.Count > 0;
        var name = parameter.Name!;
        return parameter.Style switch
        {
            _ when isJson => Json(value),
            ParameterStyle.Label => "." + Join(value, parameter.Explode, parameter.Explode ? "." : ","),
            ParameterStyle.Matrix when parameter.Explode && value is JsonArray list => string.Concat(list.Select(item => $";{name}={Scalar(item)}")),
            ParameterStyle.Matrix when parameter.Explode && value is JsonObject map => string.Concat(map.Select(member => $";{member.Key}={Scalar(member.Value)}")),
            ParameterStyle.Matrix => $";{name}={Join(value, explode: false, ",")}",
            _ => Join(value, parameter.Explode, ","),
        };
    }

    /// <summary>The text of a header.</summary>
    public static string Header(IOpenApiParameter parameter, JsonNode value) => parameter.Content?.Count > 0 ? Json(value) : Join(value, parameter.Explode, ",");

    /// <summary>The pairs of a query parameter.</summary>
    public static IEnumerable<(string Name, string Value)> Query(IOpenApiParameter parameter, JsonNode value)
    {
        var name = parameter.Name!;
        return parameter.Style switch
        {
            _ when parameter.Content?.Count > 0 => [(name, Json(value))],
            ParameterStyle.DeepObject when value is JsonObject map => map.Select(member => ($"{name}[{member.Key}]", Scalar(member.Value))),
            ParameterStyle.SpaceDelimited when !parameter.Explode => [(name, Join(value, explode: false, " "))],
            ParameterStyle.PipeDelimited when !parameter.Explode => [(name, Join(value, explode: false, "|"))],
            _ => Form(name, value, parameter.Explode || parameter.Style is ParameterStyle.SpaceDelimited or ParameterStyle.PipeDelimited),
        };
    }

    /// <summary>The pairs of a form.</summary>
    public static IEnumerable<(string Name, string Value)> Form(JsonNode body) => ((JsonObject)body).SelectMany(member => Form(member.Key, member.Value!, explode: true));

    private static IEnumerable<(string Name, string Value)> Form(string name, JsonNode value, bool explode) => value switch
    {
        JsonArray list when explode => list.Select(item => (name, Scalar(item))),
        JsonObject map when explode => map.Select(member => (member.Key, Scalar(member.Value))),
        _ => [(name, Join(value, explode: false, ","))],
    };

    private static string Join(JsonNode value, bool explode, string delimiter) => value switch
    {
        JsonArray list => string.Join(delimiter, list.Select(Scalar)),
        JsonObject map when explode => string.Join(delimiter, map.Select(member => $"{member.Key}={Scalar(member.Value)}")),
        JsonObject map => string.Join(delimiter, map.SelectMany(member => new[] { member.Key, Scalar(member.Value) })),
        _ => Scalar(value),
    };

    private static string Scalar(JsonNode? value) => value switch
    {
        null => string.Empty,
        JsonValue when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => Json(value),
    };

    private static string Json(JsonNode value) => value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
