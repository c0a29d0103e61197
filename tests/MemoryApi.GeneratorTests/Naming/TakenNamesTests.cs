using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using MemoryApi.Generator;
using MemoryApi.GeneratorTests.Running;
using Microsoft.CodeAnalysis.CSharp;

namespace MemoryApi.GeneratorTests.Naming;

/// <summary>Names that C#, <see cref="object"/> or the generated types have already: a document may use them for anything, and the client compiles without a warning.</summary>
public class TakenNamesTests
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(() => [.. Keywords().Concat(Members(typeof(object))).Concat(OwnMembers()).Distinct()]);

    [Test]
    public void They_are_known() => Assert.That(Names.Value, Is.SupersetOf(new[] { "class", "await", "record", "GetHashCode", "AdditionalProperties", "Validate", "IsAdditional", "Value", "IsKnown", "TryParse", "WithRawResponse", "Connection", "Create", "Operation" }));

    [Test]
    public void Members_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { /a: { post: { operationId: send, tags: [Things], requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } } } }
        components:
          schemas:
            Thing:
              type: object
              required: [{{string.Join(", ", names.Where((_, i) => i % 3 == 0))}}]
              properties: { {{string.Join(", ", names.Select((name, i) => $"{name}: {{ type: {(i % 2 == 0 ? "string" : "integer")}, nullable: {(i % 5 == 0 ? "true" : "false")} }}"))}} }
        """);

    [Test]
    public void Values_of_an_enum_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { /a: { get: { operationId: read, tags: [Things], responses: { '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } } } }
        components: { schemas: { Thing: { type: string, enum: [{{string.Join(", ", names)}}] } } }
        """);

    [Test]
    public void Parameters_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths:
          /a:
            post:
              operationId: send
              tags: [Things]
              requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
              parameters: [{{string.Join(", ", names.Select((name, i) => $"{{ name: {name}, in: {(i % 2 == 0 ? "query" : "header")}, required: {(i % 3 == 0 ? "true" : "false")}, schema: {{ type: {(i % 5 == 0 ? "integer" : "string")} }} }}"))}}]
              responses: { '204': { description: Done. } }
        """);

    [Test]
    public void Operations_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { {{string.Join(", ", names.Select((name, i) => $"/p{i}: {{ get: {{ operationId: {name}, tags: [Things], responses: {{ '200': {{ description: Done., content: {{ application/json: {{ schema: {{ type: string }} }} }} }} }} }} }}"))}} }
        """);

    [Test]
    public void Groups_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { {{string.Join(", ", names.Select((name, i) => $"/p{i}: {{ get: {{ operationId: read, tags: [{name}], responses: {{ '200': {{ description: Done., content: {{ application/json: {{ schema: {{ type: string }} }} }} }} }} }} }}"))}} }
        """);

    [Test]
    public void Schemas_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { /a: { get: { operationId: read, tags: [Things], responses: { '200': { description: Done., content: { application/json: { schema: { type: object, properties: { {{string.Join(", ", names.Select((name, i) => $"p{i}: {{ $ref: '#/components/schemas/{name}' }}"))}} } } } } } } } } }
        components: { schemas: { {{string.Join(", ", names.Select((name, i) => $"{name}: {{ type: object, properties: {{ {name}: {{ type: string }} }} }}"))}} } }
        """);

    [Test]
    public void Enum_schemas_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { /a: { get: { operationId: read, tags: [Things], responses: { '200': { description: Done., content: { application/json: { schema: { type: object, properties: { {{string.Join(", ", names.Select((name, i) => $"p{i}: {{ $ref: '#/components/schemas/{name}' }}"))}} } } } } } } } } }
        components: { schemas: { {{string.Join(", ", names.Select(name => $"{name}: {{ type: string, enum: [{name}] }}"))}} } }
        """);

    [Test]
    public void Schemas_of_requests_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed) => AssertClean(seed, names => $$"""
        paths: { /a: { post: { operationId: send, tags: [Things], requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { {{string.Join(", ", names.Select((name, i) => $"p{i}: {{ $ref: '#/components/schemas/{name}' }}"))}} } } } } }, responses: { '204': { description: Done. } } } } }
        components: { schemas: { {{string.Join(", ", names.Select((name, i) => $"{name}: {{ type: object, required: [a], properties: {{ a: {{ type: string, maxLength: 5 }} }} }}"))}} } }
        """);

    [TestCase("{ type: array, items: { $ref: '#/components/schemas/Thing' } }")]
    [TestCase("{ type: array, items: { type: array, items: { $ref: '#/components/schemas/Thing' } } }")]
    public void Parameters_beside_a_list_of_models_may_have_the_names_of_its_loops(string body)
    {
        var parameters = string.Join(", ", new[] { "item", "index", "item1", "index1", "item_", "index_1" }.Select(name => $"{{ name: {name}, in: query, required: true, schema: {{ type: string }} }}"));

        var problems = ClientAssembly.Problems(Generate($$"""
            openapi: 3.0.3
            info: { title: Shop, version: '1' }
            paths: { /a: { post: { operationId: send, tags: [Things], parameters: [{{parameters}}], requestBody: { required: true, content: { application/json: { schema: {{body}} } } }, responses: { '204': { description: Done. } } } } }
            components: { schemas: { Thing: { type: object, required: [a], properties: { a: { type: string, maxLength: 5 } } } } }
            """, "Contoso.Shop"));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_service_may_have_any_of_them([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var names = Names.Value.Where(_ => random.Next(4) == 0).Select(name => Spelled(name, random)).Concat(["Api", "Memory Api", "", "Контора", "1st"]).ToList();

        // Each client has its own namespace, and all of them are compiled in one project.
        var files = names.SelectMany((name, i) => Generate($$"""
            openapi: 3.0.3
            info: { title: '{{name}}', version: '1' }
            paths: { /a: { get: { operationId: read, tags: ['{{name}}'], responses: { '200': { description: Done., content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } } } } } }
            """, $"Contoso.Client{i}"));
        var problems = ClientAssembly.Problems(files);

        Assert.That(problems, Is.Empty, $"seed {seed}:\n{string.Join("\n", problems.Take(10))}");
    }

    private static void AssertClean(int seed, Func<IReadOnlyList<string>, string> rest)
    {
        var random = new Random(seed);
        var names = Names.Value.Select(name => Spelled(name, random)).Distinct().OrderBy(_ => random.Next()).Select(name => $"'{name}'").ToList();

        var problems = ClientAssembly.Problems(Generate("openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\n" + rest(names).Replace("/'", "/").Replace("''", "'"), "Contoso.Shop"));

        Assert.That(problems, Is.Empty, $"seed {seed}:\n{string.Join("\n", problems.Take(10))}");
    }

    private static IReadOnlyList<GeneratedFile> Generate(string document, string @namespace)
    {
        using var spec = new SpecFile(document);
        return ClientFiles.Generate(spec.Path, new GeneratorOptions(@namespace));
    }

    /// <summary>The name in one of the ways in which documents write names.</summary>
    private static string Spelled(string name, Random random) => random.Next(4) switch
    {
        0 => Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", "_").ToLowerInvariant(),
        1 => char.ToLowerInvariant(name[0]) + name[1..],
        2 => char.ToUpperInvariant(name[0]) + name[1..],
        _ => name,
    };

    private static IEnumerable<string> Keywords() => SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(text => text.All(char.IsAsciiLetter));

    /// <summary>The names of all types and members of a generated client that has every feature.</summary>
    private static IEnumerable<string> OwnMembers()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        var assembly = ClientAssembly.Load(ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Crm") { IsStrict = true }));
        return assembly.GetTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).SelectMany(type => Members(type).Append(type.Name));
    }

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
        .Select(member => member.Name).Where(name => name.All(char.IsAsciiLetterOrDigit));
}
