using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemoryApi.Generator;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.GeneratorTests.Lint;

/// <summary>The specifications of the repository are OpenAPI, and a mistake in one of them is an error at its line: the generator's or the linter's.</summary>
public class SpecLintTests
{
    private static readonly string Directory = Path.Combine(Repository.Root, "specs");

    private static readonly string Mem0 = File.ReadAllText(Path.Combine(Directory, "mem0.yaml")).ReplaceLineEndings("\n");

    [TestCase("mem0.yaml")]
    [TestCase("bland.yaml")]
    public void A_specification_is_valid(string file)
    {
        var errors = ErrorsIn(Path.Combine(Directory, file));

        Assert.That(errors, Is.Empty, string.Join("\n", errors));
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_mistake_is_an_error_at_its_line(SpecMistake mistake)
    {
        var (broken, line) = mistake.MakeIn(Mem0);
        using var spec = new SpecFile(broken);

        var errors = ErrorsIn(spec.Path);

        Assert.That(errors.Select(error => (error.File, error.Line, error.Code)), Does.Contain((spec.Path, line, mistake.Code)), string.Join("\n", errors));
    }

    private static IReadOnlyList<Diagnostic> ErrorsIn(string path)
    {
        try
        {
            ClientFiles.Generate(path, new GeneratorOptions("Contoso.Lint") { IsStrict = true });
        }
        catch (GenerationException exception)
        {
            return exception.Diagnostics;
        }

        return OpenApiLint.Check(SpecSource.Read(path));
    }

    private static IEnumerable<SpecMistake> Mistakes() =>
    [
        // The document
        new("no title", "  title: Mem0\n", "", DiagnosticCodes.Keyword, "  version: 1.0.0"),
        new("no version", "  version: 1.0.0\n", "", DiagnosticCodes.Keyword, "  title: Mem0"),
        new("a license without a name", "    name: MIT\n", "", OpenApiLint.Code, "  license:"),
        new("an address that isn't absolute", "url: https://api.mem0.ai", "url: api.mem0.ai", DiagnosticCodes.Security, "servers:"),
        new("a server without an address", "  - url: https://api.mem0.ai\n    description", "  - description", DiagnosticCodes.Security, "servers:"),
        new("a tag without a name", "  - name: Memories\n    description", "  - description", OpenApiLint.Code, "description: Adding, finding"),
        new("a security scheme that isn't there", "  - Authorization: []", "  - Authorisation: []", DiagnosticCodes.Security, "Authorisation"),
        new("a security scheme without the name of its header", "      name: Authorization\n", "", DiagnosticCodes.Security, "securitySchemes:"),
        new("a security scheme in no place", "      type: apiKey\n      in: header\n", "      type: apiKey\n      in: body\n", DiagnosticCodes.Security, "securitySchemes:"),
        new("a keyword that doesn't exist", "servers:\n", "server:\n  - url: https://mem0.example\nservers:\n", DiagnosticCodes.Keyword, "server:"),
        new("a tab", "    post:\n", "\tpost:\n", DiagnosticCodes.SpecNotYaml, "  /v3/memories/add/:"),
        new("a key that stands there twice", "      tags: [Memories]\n", "      tags: [Memories]\n      tags: [Legacy]\n", DiagnosticCodes.SpecNotYaml, "      tags: [Legacy]"),
        new("a document that ends early", "  /v3/memories/search/:\n    post:\n      operationId: Memories_Search\n      tags: [Memories]", "  /v3/memories/search/:\n    post:\n      operationId: Memories_Search\n      tags: [Memories", DiagnosticCodes.SpecNotYaml, "tags: [Memories"),

        // Paths and operations
        new("a path without a slash", "  /v3/memories/add/:", "  v3/memories/add/:", DiagnosticCodes.Path, "  v3/memories/add/:"),
        new("a query in a path", "  /v3/memories/add/:", "  /v3/memories/add/?fast=1:", DiagnosticCodes.Path, "/?fast=1:"),
        new("a path that stands there twice", "  /v1/memories/{memory_id}/history/:", "  /v1/memories/{memory_id}/:", DiagnosticCodes.SpecNotYaml, "  /v1/memories/{memory_id}/:"),
        new("two paths that differ in the names of their parameters", "  /v1/memories/{memory_id}/history/:\n", "  /v1/memories/{id}/:\n    x-nothing: true\n  /v1/memories/{memory_id}/history/:\n", OpenApiLint.Code, "  /v1/memories/{id}/:"),
        new("a method that doesn't exist", "    post:\n      operationId: Memories_Add", "    psot:\n      operationId: Memories_Add", DiagnosticCodes.Keyword, "psot:"),
        new("an operation without responses", "      responses:\n        '200':\n          description: Queued", "      x-responses:\n        '200':\n          description: Queued", DiagnosticCodes.Responses, "    post:"),
        new("one id for two operations", "operationId: Memories_Search", "operationId: Memories_Add", DiagnosticCodes.OperationId, "operationId: Memories_Add"),
        new("tags that are no list", "      tags: [Memories]\n", "      tags: Memories\n", DiagnosticCodes.Keyword, "tags: Memories"),
        new("a deprecation in words", "      deprecated: true\n", "      deprecated: yes\n", DiagnosticCodes.Keyword, "deprecated: yes"),

        // Parameters
        new("a parameter in no place", "          in: query\n", "          in: body\n", DiagnosticCodes.Responses, "- name: page"),
        new("a parameter without a name", "        - name: page\n          in: query\n", "        - in: query\n", DiagnosticCodes.Keyword, "- in: query"),
        new("a parameter that stands there twice", "        - name: page_size\n", "        - name: page\n", DiagnosticCodes.Names, "        - name: page"),
        new("a parameter of the path under another name", "        - name: memory_id\n", "        - name: id\n", DiagnosticCodes.Path, "        - name: id"),
        new("a parameter of the path that isn't declared", "  /v1/memories/{memory_id}/history/:", "  /v1/memories/{memory_id}/{version}/history/:", DiagnosticCodes.Path, "    get:\n      operationId: Memories_GetHistory"),
        new("a parameter of the path that may be left out", "          in: path\n          required: true\n", "          in: path\n", DiagnosticCodes.Path, "- name: memory_id"),
        new("a requirement in words", "          in: path\n          required: true\n", "          in: path\n          required: 'yes'\n", DiagnosticCodes.Keyword, "required: 'yes'"),
        new("a body whose requirement is a text", "      requestBody:\n        required: true\n", "      requestBody:\n        required: 'true'\n", DiagnosticCodes.Keyword, "required: 'true'"),

        // Responses and examples
        new("a response without a description", "        '200':\n          description: Queued, or stored already when `infer` is false.\n", "        '200':\n", OpenApiLint.Code, "        '200':"),
        new("a status that doesn't exist", "        '200':\n          description: Queued", "        '2000':\n          description: Queued", DiagnosticCodes.Responses, "'2000':"),
        new("responses in a list", "        '400':\n          $ref: '#/components/responses/AddRefused'\n", "        '400':\n          - $ref: '#/components/responses/AddRefused'\n", DiagnosticCodes.Keyword, "- $ref: '#/components/responses/AddRefused'"),
        new("a response that isn't there", "#/components/responses/AddRefused", "#/components/responses/Refused", DiagnosticCodes.Reference, "#/components/responses/Refused"),
        new("a component with a blank in its name", "    AddRefused:\n", "    AddRefused: { $ref: '#/components/responses/Add Refused' }\n    Add Refused:\n", OpenApiLint.Code, "components:"),
        new("an example that is here and elsewhere", "                summary: Stored as it is, without extraction.\n", "                externalValue: https://mem0.example/verbatim.json\n", DiagnosticCodes.Responses, "externalValue"),
        new("examples in a list", "          examples:\n            throttled:\n", "          examples: []\n          x-examples:\n            throttled:\n", DiagnosticCodes.Keyword, "examples: []"),

        // Schemas
        new("a type that doesn't exist", "            type: integer\n            format: int32\n", "            type: int\n            format: int32\n", DiagnosticCodes.Schema, "type: int"),
        new("a type in a list", "      type: string\n      description: Who speaks", "      type: [string]\n      description: Who speaks", DiagnosticCodes.Keyword, "type: [string]"),
        new("a schema that isn't there", "#/components/schemas/Message'", "#/components/schemas/Massage'", DiagnosticCodes.Reference, "#/components/schemas/Massage'"),
        new("a schema that is only itself", "    MessageRole:\n      type: string\n", "    MessageRole:\n      $ref: '#/components/schemas/MessageRole'\n", DiagnosticCodes.Reference, "$ref: '#/components/schemas/MessageRole'"),
        new("an array without items", "          items:\n            $ref: '#/components/schemas/Message'\n", "", DiagnosticCodes.Schema, "type: array"),
        new("a limit in quotes", "            minimum: 1\n", "            minimum: '1'\n", DiagnosticCodes.Keyword, "minimum: '1'"),
        new("a length below zero", "            minLength: 1\n", "            minLength: -1\n", DiagnosticCodes.Keyword, "minLength: -1"),
        new("limits that exclude each other", "            minimum: 1\n            maximum: 200\n", "            minimum: 300\n            maximum: 200\n", DiagnosticCodes.Schema, "minimum: 300"),
        new("a pattern that can't be read", "pattern: '\\S'", "pattern: '(\\S'", DiagnosticCodes.Schema, "pattern: '(\\S'"),
        new("null in quotes", "          nullable: true\n", "          nullable: 'true'\n", DiagnosticCodes.Keyword, "nullable: 'true'"),
        new("a value of another type than its enum", "      enum:\n        - user\n", "      enum:\n        - 1\n", DiagnosticCodes.Schema, "        - 1"),
        new("a default of another type", "            default: 100\n", "            default: all\n", DiagnosticCodes.Schema, "default: all"),
        new("a default in quotes", "            default: false\n", "            default: 'false'\n", DiagnosticCodes.Schema, "default: 'false'"),
        new("properties in a list", "    MessageRole:\n      type: string\n", "    MessageRole:\n      type: string\n      properties: [role]\n", DiagnosticCodes.Keyword, "properties: [role]"),
        new("a requirement that is no list", "      required: [messages]\n", "      required: messages\n", DiagnosticCodes.Keyword, "required: messages"),
        new("a required property that isn't there", "      required: [messages]\n", "      required: [massages]\n", DiagnosticCodes.Schema, "required: [massages]"),
        new("further properties of an unknown kind", "      additionalProperties: false\n", "      additionalProperties: maybe\n", DiagnosticCodes.Keyword, "additionalProperties: maybe"),
        new("a description in a list", "      description: Who speaks in a message.\n", "      description: [Who speaks in a message.]\n", DiagnosticCodes.Keyword, "description: [Who speaks"),
        new("a keyword of a schema that doesn't exist", "      description: Who speaks in a message.\n", "      description: Who speaks in a message.\n      summary: Who speaks.\n", DiagnosticCodes.Keyword, "summary: Who speaks."),
    ];
}
