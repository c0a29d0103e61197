using System.Linq;
using MemoryApi.Generator;
using MemoryApi.GeneratorTests.Running;

namespace MemoryApi.GeneratorTests.Emission;

/// <summary>The documentation of a method names the exception for each failure that the document describes.</summary>
public class DocumentedExceptionTests
{
    [TestCase("400", "MemoryApiValidationException")]
    [TestCase("401", "MemoryApiAuthenticationException")]
    [TestCase("403", "MemoryApiPermissionException")]
    [TestCase("404", "MemoryApiNotFoundException")]
    [TestCase("408", "MemoryApiTimeoutException")]
    [TestCase("409", "MemoryApiConflictException")]
    [TestCase("413", "MemoryApiValidationException")]
    [TestCase("422", "MemoryApiValidationException")]
    [TestCase("429", "MemoryApiRateLimitException")]
    [TestCase("503", "MemoryApiServerException")]
    public void A_failure_is_documented_with_its_exception_also_when_a_schema_has_the_same_name(string status, string exception)
    {
        using var spec = new SpecFile($$"""
            openapi: 3.0.3
            info: { title: Shop, version: '1' }
            paths:
              /a:
                get:
                  operationId: read
                  tags: [Things]
                  responses:
                    '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/{{exception}}' } } } }
                    '{{status}}': { description: This failed. }
            components: { schemas: { {{exception}}: { type: object, properties: { a: { type: string } } } } }
            """);
        var files = ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Shop"));

        Assert.That(string.Join("\n", files.Select(file => file.Code)), Does.Contain($"""<exception cref="{exception}">This failed.</exception>"""));
        Assert.That(ClientAssembly.Problems(files), Is.Empty);
        Assert.That(ClientAssembly.Load(files).GetTypes().Select(type => type.Name), Has.None.EqualTo(exception));
    }
}
