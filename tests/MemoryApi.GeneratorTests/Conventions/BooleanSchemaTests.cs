using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests.Conventions;

/// <summary>OpenAPI 3.1 has <c>true</c> and <c>false</c> as schemas.</summary>
public class BooleanSchemaTests
{
    private const string Document = """
        openapi: 3.1.0
        info: { title: Shop, version: '1' }
        paths:
          /goods:
            post:
              operationId: addGood
              tags: [Goods]
              requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Good' } } } }
              responses: { '200': { description: Done., content: { application/json: { schema: SCHEMA } } } }
        components:
          schemas:
            Good: { type: object, required: [a], properties: { a: SCHEMA, b: { type: array, items: SCHEMA }, c: { $ref: '#/components/schemas/Any' }, d: { type: object, additionalProperties: SCHEMA } } }
            Any: SCHEMA
        """;

    [Test]
    public void True_is_any_value()
    {
        using var boolean = new SpecFile(Document.Replace("SCHEMA", "true"));
        using var any = new SpecFile(Document.Replace("additionalProperties: SCHEMA", "additionalProperties: true").Replace("SCHEMA", "{}"));

        var code = boolean.Generate(isStrict: false);

        Assert.That(code, Is.EqualTo(any.Generate(isStrict: false)));
        Assert.That(code, Does.Contain("Task<JToken> AddGoodAsync(").And.Contain("public Good(JToken a)").And.Contain("IReadOnlyList<JToken>? B").And.Contain("JToken? C"));
    }

    [TestCase("{ a: SCHEMA", "{ a: false", "The schema of a is false")]
    [TestCase("items: SCHEMA", "items: false", "The schema of items is false")]
    [TestCase("Any: SCHEMA", "Any: false", "The schema of Any is false")]
    public void False_is_refused_with_its_line_and_what_to_do(string text, string replacement, string problem)
    {
        using var spec = new SpecFile(Document.Replace(text, replacement).Replace("SCHEMA", "true"));

        var error = spec.OnlyError(isStrict: false);

        Assert.That(error.Code, Is.EqualTo(DiagnosticCodes.Unsupported));
        Assert.That(error.Message, Does.StartWith(problem).And.Contain("Remove what it stands for, or write true for any value."));
        Assert.That(error.Line, Is.GreaterThan(10));
    }
}
