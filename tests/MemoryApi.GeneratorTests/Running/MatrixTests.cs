using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>
/// All entries of the table of types in all places: a client with all of them is compiled once, each method is called against a server, and what arrives there and comes back is
/// what OpenAPI says.
/// </summary>
public class MatrixTests
{
    private EchoServer _server = null!;
    private Dictionary<string, Func<Task>> _calls = null!;

    [OneTimeSetUp]
    public async Task CompileAndStart()
    {
        _server = await EchoServer.StartAsync();
        using var spec = new SpecFile(Document());
        var assembly = ClientAssembly.Load(ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Matrix")), Driver());
        _calls = (Dictionary<string, Func<Task>>)assembly.GetType("Contoso.Matrix.Driver")!.GetMethod("Calls")!.Invoke(null, [_server.Address])!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_is_a_segment_of_the_path(MatrixEntry entry)
    {
        await CallAsync("Path", entry);

        Assert.That(_server.Last!.Target, Is.EqualTo($"/path/{entry.Name}/{Encode(entry.Text, ",")}/end"));
    }

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_is_a_parameter_of_the_query(MatrixEntry entry)
    {
        await CallAsync("Query", entry);

        Assert.That(_server.Last!.Target, Is.EqualTo($"/query/{entry.Name}?{Encode(entry.Query ?? "value=" + entry.Text, entry.Query is null ? "=" : "=&", afterFirst: entry.Query is null)}"));
        await CallAsync("QueryNone", entry);
        Assert.That(_server.Last!.Target, Is.EqualTo($"/query/{entry.Name}"), "not given");
    }

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_is_a_header(MatrixEntry entry)
    {
        await CallAsync("Header", entry);

        Assert.That(_server.Last!.Headers.GetValueOrDefault("X-Value"), Is.EqualTo(entry.Text.TrimEnd()));
        await CallAsync("HeaderNone", entry);
        Assert.That(_server.Last!.Headers.ContainsKey("X-Value"), Is.False, "not given");
    }

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_is_a_body_and_a_result(MatrixEntry entry)
    {
        await CallAsync("Body", entry);

        AssertJson(_server.Last!.Body, entry.Json);
    }

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_is_a_member_an_item_and_an_entry_sent_and_received(MatrixEntry entry)
    {
        await CallAsync("Sent", entry);

        AssertJson(_server.Last!.Body, $"{{\"value\":{entry.Json},\"option\":{entry.Json},\"items\":[{entry.Json}],\"entries\":{{\"k\":{entry.Json}}}}}");
    }

    [TestCaseSource(typeof(MatrixEntry), nameof(MatrixEntry.All))]
    public async Task A_value_that_may_be_null_is_left_out_or_null(MatrixEntry entry)
    {
        await CallAsync("Null", entry);
        AssertJson(_server.Last!.Body, """{"value":null,"option":null}""");

        await CallAsync("NullNone", entry);
        AssertJson(_server.Last!.Body, """{"value":null}""");
    }

    /// <summary>What the server must be sent, with all but the given characters encoded.</summary>
    private static string Encode(string text, string kept, bool afterFirst = false)
    {
        if (afterFirst)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal) + 1;

            // A list's commas have a meaning only in a path or header; here each item is a parameter of its own.
            return text[..equals] + Uri.EscapeDataString(text[equals..]);
        }

        return string.Concat(text.Select(c => kept.Contains(c) ? c.ToString() : Uri.EscapeDataString(c.ToString())));
    }

    private static void AssertJson(string actual, string expected)
    {
        using var one = JsonDocument.Parse(actual);
        using var other = JsonDocument.Parse(expected);
        Assert.That(JsonElement.DeepEquals(one.RootElement, other.RootElement), Is.True, $"sent {actual} instead of {expected}");
    }

    private Task CallAsync(string place, MatrixEntry entry) => _calls[$"{place} {entry.Name}"]();

    private static string Document()
    {
        var paths = new StringBuilder();
        var schemas = new StringBuilder();
        foreach (var entry in MatrixEntry.All)
        {
            paths.Append($$"""

                  /path/{{entry.Name}}/{value}/end:
                    get: { operationId: Path_{{entry.Name}}, parameters: [{ name: value, in: path, required: true, schema: {{entry.Schema}} }], responses: { '204': { description: Done. } } }
                  /query/{{entry.Name}}:
                    get: { operationId: Query_{{entry.Name}}, parameters: [{ name: value, in: query, schema: {{entry.Schema}} }], responses: { '204': { description: Done. } } }
                  /header/{{entry.Name}}:
                    get: { operationId: Header_{{entry.Name}}, parameters: [{ name: X-Value, in: header, schema: {{entry.Schema}} }], responses: { '204': { description: Done. } } }
                  /body/{{entry.Name}}:
                    post:
                      operationId: Body_{{entry.Name}}
                      requestBody: { required: true, content: { application/json: { schema: {{entry.Schema}} } } }
                      responses: { '200': { description: Done., content: { application/json: { schema: {{entry.Schema}} } } } }
                  /sent/{{entry.Name}}:
                    post:
                      operationId: Sent_{{entry.Name}}
                      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Holder{{entry.Name}}' } } } }
                      responses: { '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/Holder{{entry.Name}}' } } } } }
                  /null/{{entry.Name}}:
                    post:
                      operationId: Null_{{entry.Name}}
                      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Null{{entry.Name}}' } } } }
                      responses: { '204': { description: Done. } }
                """);
            schemas.Append($$"""

                    Holder{{entry.Name}}:
                      type: object
                      required: [value]
                      properties: { value: {{entry.Schema}}, option: {{entry.Schema}}, items: { type: array, items: {{entry.Schema}} }, entries: { type: object, additionalProperties: {{entry.Schema}} } }
                    Null{{entry.Name}}:
                      type: object
                      required: [value]
                      properties: { value: { nullable: true, allOf: [{{entry.Schema}}] }, option: { nullable: true, allOf: [{{entry.Schema}}] } }
                """);
        }

        return $$"""
            openapi: 3.0.3
            info: { title: Matrix, version: '1' }
            paths:{{paths.ToString().Replace("\n", "\n  ", StringComparison.Ordinal)}}
            components:
              schemas:
                Color: { type: string, enum: [red, dark blue] }
                Rgb: { type: object, required: [R], properties: { R: { type: integer, format: int32 }, G: { type: integer, format: int32 } } }
                Rgba: { allOf: [{ $ref: '#/components/schemas/Rgb' }, { type: object, required: [A], properties: { A: { type: number } } }] }
                Palette: { type: array, items: { $ref: '#/components/schemas/Rgb' } }
                Share: { type: number, format: decimal }{{schemas.ToString().Replace("\n", "\n", StringComparison.Ordinal)}}
            """;
    }

    private static string Driver()
    {
        var calls = new StringBuilder();
        foreach (var entry in MatrixEntry.All)
        {
            calls.Append($$"""
                    calls["Path {{entry.Name}}"] = () => client.Path.{{entry.Name}}Async({{entry.Value}});
                    calls["Query {{entry.Name}}"] = () => client.Query.{{entry.Name}}Async({{entry.Value}});
                    calls["QueryNone {{entry.Name}}"] = () => client.Query.{{entry.Name}}Async();
                    calls["Header {{entry.Name}}"] = () => client.Header.{{entry.Name}}Async({{entry.Value}});
                    calls["HeaderNone {{entry.Name}}"] = () => client.Header.{{entry.Name}}Async();
                    calls["Body {{entry.Name}}"] = async () =>
                    {
                        {{entry.Type}} value = {{entry.Value}};
                        Same(value, await client.Body.{{entry.Name}}Async(value));
                    };
                    calls["Sent {{entry.Name}}"] = async () =>
                    {
                        {{entry.Type}} value = {{entry.Value}};
                        var sent = new Holder{{entry.Name}}(value) { Option = value, Items = new {{entry.Type}}[] { value }, Entries = new Dictionary<string, {{entry.Type}}> { ["k"] = value } };
                        var received = await client.Sent.{{entry.Name}}Async(sent);
                        Same(sent, received);
                        Same<{{entry.Type}}>(value, received.Value);
                        Same<{{entry.Type}}>(value, received.Items![0]);
                        Same<{{entry.Type}}>(value, received.Entries!["k"]);
                    };
                    calls["Null {{entry.Name}}"] = () => client.Null.{{entry.Name}}Async(new Null{{entry.Name}}(null) { Option = new Optional<{{entry.Type}}?>(null) });
                    calls["NullNone {{entry.Name}}"] = () => client.Null.{{entry.Name}}Async(new Null{{entry.Name}}(null));

                """);
        }

        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using MemoryApi.Core;
            using Newtonsoft.Json;
            using Newtonsoft.Json.Linq;

            namespace Contoso.Matrix;

            internal static class Driver
            {
                public static Dictionary<string, Func<Task>> Calls(Uri address)
                {
                    var client = new MatrixClient(new MatrixClientOptions { BaseAddress = address });
                    var calls = new Dictionary<string, Func<Task>>();
            {{calls}}
                    return calls;
                }

                private static void Same<T>(T expected, T actual)
                {
                    var (one, other) = (JsonConvert.SerializeObject(expected), JsonConvert.SerializeObject(actual));
                    if (one != other)
                    {
                        throw new InvalidOperationException($"{other} was received for {one}.");
                    }
                }
            }
            """;
    }
}
