using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.ContractTests;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests;

/// <summary>The emulator responds to every request, even an invalid one, with a status code that the specification declares for the operation.</summary>
internal sealed class DeclaredStatusTests
{
    // Ids of the emulator's own organization and project, of a user and a store of the scenarios, and unknown ids.
    private static readonly string[] PathArguments = ["org_emulator", "proj_emulator", "user", "ann", "v2-persona-p1", "7c9e6679-7425-40de-944b-e07fc1f90ae7", "nope", "99"];

    private static readonly JToken[] OddValues =
        [JValue.CreateNull(), 5, -1, decimal.MaxValue, "", " ", "x", "*", true, new JArray(), new JArray(JValue.CreateNull()), new JObject(), new JObject { ["x"] = 1 }];

    private static readonly string[] OddQueries = ["", "-1", "0", "x", "99999999999", "1.5", "*"];

    [TestCaseSource(typeof(AllOperationsTests), nameof(AllOperationsTests.OperationIds))]
    public async Task No_response_has_a_status_that_is_not_declared(string operationId)
    {
        await using var session = await EmulatorSession.StartAsync();
        await session.CallAsync("Entities_CreateUser", new { request = new { user_id = "ann" } });
        session.Emulator.Mem0.AddMemory("Likes tea", "ann");
        var operation = ExchangeValidator.Operations.Single(candidate => candidate.Id == operationId);
        var undeclared = new HashSet<string>();
        var declared = operation.Responses.Select(response => response.Status).ToHashSet();
        foreach (var (url, body) in Requests(operation))
        {
            var exchange = await session.SendAsync(operation.Method, url, body, HeadersOf(operation));
            if (!declared.Contains(exchange.Status) && ExchangeValidator.OperationOf(exchange) == operation)
            {
                undeclared.Add($"{exchange.Status}: {operation.Method} {url} {body} -> {exchange.Response}");
            }
        }

        Assert.That(undeclared, Is.Empty);
    }

    [Test]
    public async Task What_the_service_has_not_implemented_has_the_declared_response()
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("POST", "/v2/profiles/settings/", """{"regenerate_profiles":true}""");

        Assert.That(exchange.Status, Is.EqualTo(501));
        Assert.That(ExchangeValidator.Response(exchange), Is.Empty);
    }

    private static IEnumerable<(string Url, string? Body)> Requests(SpecOperation operation)
    {
        var valid = operation.RequestExamples.FirstOrDefault()?.Value.ToString(Formatting.None);
        foreach (var path in Paths(operation.Path))
        {
            yield return (path + Query(operation, null, string.Empty), valid);
        }

        var usual = Paths(operation.Path).First();
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.In == "query"))
        {
            foreach (var odd in OddQueries)
            {
                yield return (usual + Query(operation, parameter, odd), valid);
            }
        }

        yield return (usual, valid);
        foreach (var body in operation.RequestExamples.SelectMany(example => Bodies(example.Value.DeepClone())))
        {
            yield return (usual, body);
        }
    }

    /// <summary>The paths with each argument in each place. The path with the usual arguments comes first.</summary>
    private static IEnumerable<string> Paths(string template)
    {
        var begin = template.IndexOf('{', StringComparison.Ordinal);
        if (begin < 0)
        {
            return [template];
        }

        var end = template.IndexOf('}', begin);
        var usual = template[(begin + 1)..end] switch
        {
            "org_id" => "org_emulator",
            "project_id" => "proj_emulator",
            "entity_type" => "user",
            "entity_id" => "ann",
            _ => "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        };
        return PathArguments.Prepend(usual).Distinct().SelectMany(argument => Paths(template[..begin] + argument + template[(end + 1)..]));
    }

    private static string Query(SpecOperation operation, SpecParameter? replaced, string value)
    {
        var sent = operation.Parameters
            .Where(parameter => parameter.In == "query" && (parameter == replaced || operation.IsSent(parameter)))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter == replaced ? value : Text(parameter.Example))}");
        var query = string.Join('&', sent);
        return query.Length == 0 ? string.Empty : "?" + query;
    }

    private static string Text(JToken example) => example is JValue { Value: bool value } ? (value ? "true" : "false") : example.ToString(Formatting.None).Trim('"');

    /// <summary>Variants of the body: bodies that aren't valid, and the example with each of its values removed or replaced by each odd value.</summary>
    private static IEnumerable<string> Bodies(JToken example)
    {
        yield return string.Empty;
        yield return "{";
        yield return "5";
        yield return "[]";
        yield return "null";
        yield return example.ToString(Formatting.None);
        foreach (var place in ((JContainer)example).Descendants().Where(token => token is not JProperty).Select(token => token.Path).ToList())
        {
            foreach (var odd in OddValues)
            {
                var bent = example.DeepClone();
                bent.SelectToken(place)!.Replace(odd.DeepClone());
                yield return bent.ToString(Formatting.None);
            }

            var cut = example.DeepClone();
            var left = cut.SelectToken(place)!;
            (left.Parent as JProperty ?? left).Remove();
            yield return cut.ToString(Formatting.None);
        }
    }

    private static (string Name, string Value)[] HeadersOf(SpecOperation operation) =>
        [.. operation.Parameters.Where(parameter => parameter.In == "header").Select(parameter => (parameter.Name, (string)parameter.Example!))];
}
