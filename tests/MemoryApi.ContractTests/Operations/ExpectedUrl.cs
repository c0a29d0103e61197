using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The path and query that an operation must be called with, made of the parameters' examples.</summary>
internal static class ExpectedUrl
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static string Of(SpecOperation operation, SpecParameter? without = null, SpecParameter? alternative = null)
    {
        var path = operation.Parameters
            .Where(parameter => parameter.In == "path")
            .Aggregate(operation.Path, (url, parameter) => url.Replace("{" + parameter.Name + "}", Encode(Text(parameter.Example)), StringComparison.Ordinal));
        var query = string.Join('&', operation.Parameters.Where(parameter => parameter.In == "query" && parameter != without && operation.IsSent(parameter, alternative)).SelectMany(Pairs));
        return query.Length == 0 ? path : path + "?" + query;
    }

    /// <summary>RFC 3986: all but unreserved characters, as UTF-8.</summary>
    public static string Encode(string text) => string.Concat(Encoding.UTF8.GetBytes(text)
        .Select(octet => Unreserved.Contains((char)octet, StringComparison.Ordinal) ? ((char)octet).ToString() : $"%{octet:X2}"));

    private static IEnumerable<string> Pairs(SpecParameter parameter)
    {
        var values = parameter.Example is JArray list ? list.Select(Text).ToList() : [Text(parameter.Example)];
        return parameter.IsExploded
            ? values.Select(value => $"{parameter.Name}={Encode(value)}")
            : [$"{parameter.Name}={string.Join(',', values.Select(Encode))}"];
    }

    private static string Text(JToken value) => value is JValue { Value: bool flag } ? (flag ? "true" : "false") : value.ToString();
}
