using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using MemoryApi.Generator;
using MemoryApi.GeneratorTests.Running;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>
/// A client of each document compiles without a warning, and each of its operations is called: with all parameters and members, and with the required ones
/// alone. What must be on the wire, and what must come back, is derived by Microsoft.OpenApi and OpenAPI's rules. The documents are those of this project, the
/// specifications of the repository, and those of the folder that the variable MEMORYAPI_DOCUMENTS names. A document of that folder that the generator refuses
/// is a failure.
/// </summary>
public class EchoTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("MEMORYAPI_DOCUMENTS");

    [TestCaseSource(nameof(OwnDocuments))]
    public async Task Each_operation_is_sent_and_read_as_the_document_says(string path)
    {
        var (operations, messages) = await EchoAsync(Path.Combine(Repository.Root, path));

        TestContext.Out.WriteLine($"{path}: {operations} operations, {messages} messages");
        Assert.That(operations, Is.Positive);
    }

    [TestCaseSource(nameof(OtherDocuments))]
    public async Task Each_operation_of_a_document_of_the_folder_is_sent_and_read_as_it_says(string name)
    {
        var (operations, messages) = await EchoAsync(Path.Combine(Folder!, name));

        TestContext.Out.WriteLine($"{name}: {operations} operations, {messages} messages");
        Assert.That(operations, Is.Positive);
    }

    private static async Task<(int Operations, int Messages)> EchoAsync(string path)
    {
        var messages = new List<MemoryApi.Generator.Diagnostics.Diagnostic>();
        var assembly = ClientAssembly.Load(ClientFiles.Generate(path, new GeneratorOptions("Contoso.Client"), messages));
        var document = await ReadAsync(path);
        var graph = new ObjectGraph(DeclaredNames.Of(document));
        var key = new ExpectedKey(document).Header;
        await using var server = await EchoServer.StartAsync();
        using var client = new GeneratedClient(assembly, new Uri(server.Address, "/base"));
        var operations = document.Paths.SelectMany(item => (item.Value.Operations ?? []).Select(operation => (Path: item.Key, Item: item.Value, Method: operation.Key, Operation: operation.Value))).ToList();
        Assert.That(client.Operations, Is.EqualTo(operations.Count), "operations of the client");
        Assert.That(client.TakesKey, Is.EqualTo(key is not null), "whether the client takes a key");
        var problems = new List<string>();
        foreach (var (template, item, method, operation) in operations)
        {
            foreach (var isFull in new[] { true, false })
            {
                try
                {
                    await CallAsync(server, client, graph, template, new ExpectedCall(template, item, method, operation, isFull), new SampleValues(isSent: false, isFull), key);
                }
                catch (Exception problem) when (problem is AssertionException or MemoryApi.Core.MemoryApiException or ArgumentException or InvalidOperationException or System.Reflection.TargetInvocationException)
                {
                    problems.Add($"{method} {template} ({(isFull ? "all" : "required")}): {problem.InnerException?.Message} {problem.Message}");
                }
            }
        }

        Assert.That(problems, Is.Empty, string.Join("\n", problems.Take(15)));
        return (operations.Count, messages.Count);
    }

    private static async Task CallAsync(
        EchoServer server, GeneratedClient client, ObjectGraph graph, string template, ExpectedCall call, SampleValues received, (string Name, string Value)? key)
    {
        var (status, mediaType, schema) = call.Success;
        var (body, expected) = Response(call, received);
        server.Response = (status, mediaType is null ? "text/plain" : mediaType.Contains('*', StringComparison.Ordinal) ? "application/json" : mediaType, body);

        var returned = await client.CallAsync(call.Method, template, Arguments(client, graph, template, call));

        var request = server.Last!;
        Assert.That(request.Method, Is.EqualTo(call.Method));
        var target = request.Target.Split('?', 2);
        Assert.That(target[0].Split('/').Skip(2).Select(Uri.UnescapeDataString), Is.EqualTo(call.Segments), "path");
        Assert.That(Pairs(target.ElementAtOrDefault(1) ?? string.Empty), Is.EquivalentTo(call.Query), "query");
        foreach (var (name, value) in call.Headers.Concat(key is { } header ? [header] : []))
        {
            Assert.That(request.Headers.GetValueOrDefault(name), Is.EqualTo(value), name);
        }

        CheckBody(request, call);
        if (expected is not null)
        {
            graph.Compare(returned, expected, "returned");
        }
        else
        {
            Assert.That(mediaType is null || returned is byte[], "nothing is returned");
        }
    }

    private static object?[] Arguments(GeneratedClient client, ObjectGraph graph, string template, ExpectedCall call)
    {
        var left = call.Values.ToList();
        var arguments = client.Parameters(call.Method, template).Select(parameter =>
        {
            if (parameter.Name == "request" && call.Body is { } body)
            {
                return graph.Make(parameter.ParameterType, body);
            }

            var at = left.FindIndex(one => graph.IsNameOf(parameter.Name!, one.Parameter.Name!));
            if (at < 0)
            {
                return parameter.HasDefaultValue ? parameter.DefaultValue : ExpectedCall.UndeclaredPathParameter;
            }

            var value = left[at].Value;
            left.RemoveAt(at);
            return graph.Make(parameter.ParameterType, value);
        }).ToArray();
        Assert.That(left.Select(one => one.Parameter.Name), Is.Empty, "parameters that the method doesn't have");
        return arguments;
    }

    /// <summary>What the server responds, and what the method must return; null where there is nothing or where it is bytes.</summary>
    private static (string Body, JsonNode? Expected) Response(ExpectedCall call, SampleValues received)
    {
        var (_, mediaType, schema) = call.Success;
        switch (mediaType is null ? 9 : ExpectedCall.Rank(mediaType))
        {
            case 0:
                var whole = received.Body(schema);
                if (ExpectedCall.ErrorsMember(schema) is { } errors && whole is JsonObject envelope)
                {
                    envelope.Remove(errors);
                }

                if (ExpectedCall.ReturnedMember(schema) is not { } member)
                {
                    return (whole.ToJsonString(), whole);
                }

                // What is returned is there, whether or not it is required.
                whole[member] ??= new SampleValues(isSent: false, isFull: true).Body(schema)[member]!.DeepClone();
                return (whole.ToJsonString(), whole[member]);
            case 2:
                return ("plain ä text", JsonValue.Create("plain ä text"));
            case 3:
                return ("bytes", JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes("bytes"))));
            default:
                return (string.Empty, null);
        }
    }

    private static void CheckBody(EchoedRequest request, ExpectedCall call)
    {
        if (call.Body is not { } body)
        {
            Assert.That(request.Bytes, Is.Empty, "no body");
            return;
        }

        var mediaType = call.MediaType!.Contains('*', StringComparison.Ordinal) ? "application/json" : call.MediaType;
        Assert.That(request.ContentType!.Split(';')[0], Is.EqualTo(mediaType.Split(';')[0].Trim()), "media type");
        switch (ExpectedCall.Rank(call.MediaType))
        {
            case 0:
                Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Body), body), $"sent {request.Body} instead of {body.ToJsonString()}");
                break;
            case 1:
                Assert.That(Pairs(request.Body.Replace('+', ' ')), Is.EquivalentTo(WireText.Form(body)), "form");
                break;
            case 2:
                Assert.That(request.Body, Is.EqualTo(body.GetValue<string>()));
                break;
            default:
                Assert.That(request.Bytes, Is.EqualTo(Convert.FromBase64String(body.GetValue<string>())));
                break;
        }
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string encoded) => encoded.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])));

    private static async Task<OpenApiDocument> ReadAsync(string path)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var text = await File.ReadAllTextAsync(path);
        var result = OpenApiDocument.Parse(text, text.TrimStart().StartsWith('{') ? OpenApiConstants.Json : OpenApiConstants.Yaml, settings);
        return result.Document ?? throw new AssertionException("Microsoft.OpenApi can't read the document.");
    }

    private static IEnumerable<string> OwnDocuments() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "MemoryApi.GeneratorTests", "Specs", "Others"))
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Concat(["specs/mem0.yaml", "specs/bland.yaml"]);

    private static IEnumerable<string> OtherDocuments() => Folder is { Length: > 0 } folder ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)) : [];
}
