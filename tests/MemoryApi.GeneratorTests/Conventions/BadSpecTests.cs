using System.IO;
using MemoryApi.Generator;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests.Conventions;

/// <summary>Each mistake in a specification is one error that says where it is, what is wrong and what to do.</summary>
public class BadSpecTests
{
    [TestCase("openapi: 3.0.3", "openapi: 3.1.0", DiagnosticCodes.OpenApiVersion, "Convert the document to OpenAPI 3.0.3")]
    [TestCase("openapi: 3.0.3", "swagger: \"2.0\"", DiagnosticCodes.OpenApiVersion, "Convert the document to OpenAPI 3.0.3")]
    [TestCase("openapi: 3.0.3", "title: nothing", DiagnosticCodes.OpenApiVersion, "Start it with openapi: 3.0.3")]
    [TestCase("paths:", "  x-paths:", DiagnosticCodes.SpecNotYaml, "not valid YAML")]
    [TestCase("        '400': { $ref: '#/components/responses/Failure' }\ncomponents:", "        '400': { $ref: '#/components/responses/Failure }\ncomponents:", DiagnosticCodes.SpecNotYaml, "not valid YAML")]
    [TestCase("      tags: [Customers]\n      summary: Lists", "      tags: [Customers\n      summary: Lists", DiagnosticCodes.SpecNotYaml, "not valid YAML")]
    [TestCase("paths:\n", "? { a: b }\n: c\npaths:\n", DiagnosticCodes.Keyword, "The document must be a mapping.")]
    [TestCase("  version: \"1\"\n", "", DiagnosticCodes.Keyword, "version is missing. Add it.")]
    [TestCase("        '204': { description: Deleted. }", "        '204': { descripton: Deleted. }", DiagnosticCodes.Keyword, "descripton isn't a keyword of OpenAPI here. Correct or remove it")]
    [TestCase("nullable: true, items: {}", "nullable: 'true', items: {}", DiagnosticCodes.Keyword, "nullable must be true or false, without quotes.")]
    [TestCase("minimum: 0, maximum: 1,", "minimum: zero, maximum: 1,", DiagnosticCodes.Keyword, "minimum must be a number, without quotes.")]
    [TestCase("      required: [customers]", "      required: customers", DiagnosticCodes.Keyword, "required must be a list.")]
    [TestCase("  /customers:\n", "  customers:\n", DiagnosticCodes.Path, "must begin with a slash")]
    [TestCase("  /customers:\n", "  /customers?all=true:\n", DiagnosticCodes.Path, "Declare the query's parameters with in: query.")]
    [TestCase("  /customers:\n", "  /customers/{region}:\n", DiagnosticCodes.Path, "doesn't declare the parameter region of its path")]
    [TestCase("nullable: true, items: { type: string }", "nullable: true", DiagnosticCodes.Schema, "Write items: {} when they can be any JSON value.")]
    [TestCase("enum: [gold, silver_plus, IN_REVIEW]", "enum: [gold, 1]", DiagnosticCodes.Schema, "1 doesn't match the type of its schema, string. Put it in quotes.")]
    [TestCase("minimum: 0, maximum: 1,", "default: half,", DiagnosticCodes.Schema, "half doesn't match the type of its schema, number. Correct the value or the type.")]
    [TestCase("minimum: 0, maximum: 1,", "minimum: 2, maximum: 1,", DiagnosticCodes.Schema, "minimum 2 is greater than maximum 1.")]
    [TestCase("minLength: 1, maxLength: 100,", "pattern: '*',", DiagnosticCodes.Schema, "isn't a regular expression that .NET supports")]
    [TestCase("  - Key: []", "  - Token: []", DiagnosticCodes.Security, "The security scheme Token isn't defined.")]
    [TestCase("page: { value: ", "page: { externalValue: 'https://crm.contoso.example/page.json', value: ", DiagnosticCodes.Responses, "has both value and externalValue. Keep one.")]
    [TestCase("'404': { $ref: '#/components/responses/Failure' }\n    patch", "'404': { $ref: '#/components/responses/Missing' }\n    patch", DiagnosticCodes.Reference, "leads nowhere")]
    [TestCase("    Level:\n      type: string\n      description: How good a customer is.\n      enum: [gold, silver_plus, IN_REVIEW]", "    Level: { $ref: '#/components/schemas/Rank' }\n    Rank: { $ref: '#/components/schemas/Rank' }", DiagnosticCodes.Reference, "only leads back to itself")]
    [TestCase("      operationId: Customers_Get\n", "", DiagnosticCodes.OperationId, "has no operationId")]
    [TestCase("operationId: Customers_Get", "operationId: getCustomer", DiagnosticCodes.OperationId, "<Group>_<Verb>")]
    [TestCase("operationId: Customers_Update", "operationId: Customers_Get", DiagnosticCodes.OperationId, "Two operations are called Customers_Get")]
    [TestCase("operationId: Customers_List\n      tags: [Customers]", "operationId: Customers_List\n      tags: [People]", DiagnosticCodes.OperationId, "tags: [Customers]")]
    [TestCase("      x-idempotent: true\n      parameters:\n        - name: customer_id\n          in: path\n          required: true\n          description: Id of the customer.\n          schema: { type: string, minLength: 1 }\n          example: c-1\n      requestBody", "      parameters:\n        - name: customer_id\n          in: path\n          required: true\n          description: Id of the customer.\n          schema: { type: string, minLength: 1 }\n          example: c-1\n      requestBody", DiagnosticCodes.Idempotent, "x-idempotent: true or false")]
    [TestCase("summary: Reads a customer.", "summary: \"\"", DiagnosticCodes.Described, "needs a summary and a description")]
    [TestCase("full_name: { type: string, nullable: true, description: Name of the customer.,", "full_name: { type: string, nullable: true,", DiagnosticCodes.Described, "Customer.full_name needs a description")]
    [TestCase("description: Reads one customer.\n      x-source: made up", "description: Reads one customer.", DiagnosticCodes.Source, "has no x-source")]
    [TestCase("    CustomerPage:\n", "    customer-page:\n", DiagnosticCodes.Reference, "leads nowhere")]
    [TestCase("        next: { type: string, nullable: true, description: The next page. }", "        next: { type: object, description: The next page., properties: { url: { type: string } } }", DiagnosticCodes.NamedSchemas, "stands inline")]
    [TestCase("        next: { type: string, nullable: true, description: The next page. }", "        next: { description: The next page., oneOf: [{ type: string }, { type: integer }] }", DiagnosticCodes.Unsupported, "x-type")]
    [TestCase("description: What to change.\n      additionalProperties: false", "description: What to change.\n      additionalProperties: true", DiagnosticCodes.ClosedRequests, "additionalProperties: false")]
    [TestCase("description: A page of customers.\n      additionalProperties: true", "description: A page of customers.", DiagnosticCodes.ClosedRequests, "additionalProperties: true")]
    [TestCase("        score: {", "        Name: {", DiagnosticCodes.Names, "Give it another with x-name")]
    [TestCase("enum: [gold, silver_plus, IN_REVIEW]", "enum: [gold, GOLD]", DiagnosticCodes.Names, "two values that would both become Gold")]
    [TestCase("title: Contoso CRM", "title: Customers", DiagnosticCodes.Names, "Give the client another name with x-client-name")]
    [TestCase("title: Contoso CRM", "title: Contoso CRM\n  x-client-name: crm-client", DiagnosticCodes.Names, "PascalCase with x-client-name")]
    [TestCase("  schemas:\n", "  schemas:\n    CustomersClient: { type: string, description: A client. }\n", DiagnosticCodes.Names, "Rename it")]
    [TestCase("  schemas:\n", "  schemas:\n    LevelJson: { type: string, description: A client. }\n", DiagnosticCodes.Names, "Rename it")]
    [TestCase("Key: { type: apiKey, in: header, name: X-Key, x-auth-environment: CONTOSO_KEY }", "Key: { type: http, scheme: bearer }", DiagnosticCodes.Security, "ConfigureAuthentication")]
    [TestCase("url: https://crm.contoso.example/api", "url: https://crm.contoso.example/api/", DiagnosticCodes.Security, "without a slash at its end")]
    [TestCase("        '204': { description: Deleted. }\n", "", DiagnosticCodes.Responses, "must state a success")]
    [TestCase("        '204': { description: Deleted. }\n        '404'", "        '204': { description: Deleted. }\n        '4XX'", DiagnosticCodes.Responses, "State each status by its number")]
    [TestCase("operationId: Customers_Delete", "x-replaced-by: [Customers_Update]\n      operationId: Customers_Delete", DiagnosticCodes.Replacement, "without being deprecated")]
    [TestCase("operationId: Customers_Delete", "deprecated: true\n      x-replaced-by: [Customers_Remove]\n      operationId: Customers_Delete", DiagnosticCodes.Replacement, "Customers_Remove, which is no operation")]
    [TestCase("operationId: Customers_Delete", "deprecated: true\n      x-replaced-by: [Customers_Delete]\n      operationId: Customers_Delete", DiagnosticCodes.Replacement, "or a deprecated one")]
    [TestCase("operationId: Customers_Delete", "deprecated: true\n      x-replaced-by: Customers_Update\n      operationId: Customers_Delete", DiagnosticCodes.Keyword, "x-replaced-by must be a list.")]
    [TestCase("x-shorthand: name", "x-shorthand: nickname", DiagnosticCodes.Shorthand, "names nickname, which is no plain string")]
    [TestCase("x-shorthand: name", "x-shorthand: birthday", DiagnosticCodes.Shorthand, "no plain string")]
    [TestCase("      minProperties: 1\n", "      minProperties: 1\n      required: [score]\n", DiagnosticCodes.Shorthand, "requires more than that")]
    [TestCase("x-shorthand: name\n      x-idempotent: true\n      parameters:\n", "x-shorthand: name\n      x-idempotent: true\n      parameters:\n        - { name: Name, in: query, description: A name., schema: { type: string }, example: n }\n", DiagnosticCodes.Shorthand, "names name, which would become name, which another parameter")]
    [TestCase("x-shorthand: name", "x-shorthand: name\n      deprecated: true", DiagnosticCodes.Shorthand, "deprecated operation")]
    [TestCase("        name: { type: string, minLength: 1, maxLength: 100, description: New name. }", "        name: { type: string, x-name: Options, description: New name. }", DiagnosticCodes.Shorthand, "would become options, which another parameter")]
    [TestCase("        name: { type: string, minLength: 1, maxLength: 100, description: New name. }", "        name: { type: string, x-name: CancellationToken, description: New name. }", DiagnosticCodes.Shorthand, "would become cancellationToken, which another parameter")]
    [TestCase("        - name: level\n", "        - name: options\n", DiagnosticCodes.Names, "The parameter options of Customers_List would become options, which another parameter of its method is called. Give it another with x-name.")]
    [TestCase("        - name: level\n", "        - name: cancellation_token\n", DiagnosticCodes.Names, "would become cancellationToken")]
    [TestCase("        - name: level\n", "        - name: Page\n", DiagnosticCodes.Names, "would become page")]
    [TestCase("        - name: level\n", "        - name: token\n", DiagnosticCodes.Names, "would become token")]
    [TestCase("        - name: level\n", "        - name: level\n          x-name: Position\n", DiagnosticCodes.Names, "would become position")]
    [TestCase("x-shorthand: name\n      x-idempotent: true\n      parameters:\n", "x-idempotent: true\n      parameters:\n        - { name: request, in: query, description: A text., schema: { type: string }, example: r }\n", DiagnosticCodes.Names, "would become request")]
    [TestCase("operationId: Customers_Delete", "x-shorthand: name\n      operationId: Customers_Delete", DiagnosticCodes.Shorthand, "no plain string")]
    [TestCase("next: next, item-id: id }", "next: next, item-id: key }", DiagnosticCodes.Pagination, "names key as item-id, which is no member of the item that is a string or an integer")]
    [TestCase("next: next, item-id: id }", "next: next, item-id: last_seen }", DiagnosticCodes.Pagination, "names last_seen as item-id")]
    [TestCase("next: next, item-id: id }", "next: next, item-id: [level, birthday] }", DiagnosticCodes.Pagination, "names birthday as item-id")]
    [TestCase("next: next, item-id: id }", "next: next, item-id: [] }", DiagnosticCodes.Pagination, "has an item-id that names no member")]
    [TestCase("next: next, item-id: id }", "next: next, item_id: id }", DiagnosticCodes.Pagination, "has item_id, which means nothing")]
    [TestCase("style: page, items", "style: pages, items", DiagnosticCodes.Pagination, "has no style. Write style: page")]
    [TestCase("page: page, next", "page: level, next", DiagnosticCodes.Pagination, "needs page, the name of a parameter of the query that is an integer")]
    [TestCase("page: page, next", "page: page, size: limit, next", DiagnosticCodes.Pagination, "needs size, the name of a parameter of the query")]
    [TestCase("items: customers, page", "items: people, page", DiagnosticCodes.Pagination, "needs items, the name of the page's member that is the list")]
    [TestCase("items: customers, page", "items: next, page", DiagnosticCodes.Pagination, "needs items")]
    [TestCase("next: next, item-id", "item-id", DiagnosticCodes.Pagination, "doesn't say how the list ends. Name the member that does as next, has-more or count.")]
    [TestCase("next: next, item-id", "next: following, item-id", DiagnosticCodes.Pagination, "names following as next, which is no member of the page")]
    [TestCase("next: next, item-id", "has-more: next, item-id", DiagnosticCodes.Pagination, "names next as has-more, which is no member of the page of type boolean")]
    [TestCase("next: next, item-id", "next: next, count: next, item-id", DiagnosticCodes.Pagination, "names next as count, which is no member of the page of type integer")]
    [TestCase("next: next, item-id", "next: next, method: all, item-id", DiagnosticCodes.Pagination, "names the method all, which isn't C# in PascalCase")]
    [TestCase("schema: { $ref: '#/components/schemas/CustomerPage' }", "schema: { type: array, items: { type: string } }", DiagnosticCodes.Pagination, "is of an operation without a page")]
    public void A_mistake_is_one_error_with_place_and_remedy(string text, string replacement, string code, string remedy)
    {
        using var spec = SpecFile.CrmWith(text, replacement);

        var error = spec.OnlyError();

        Assert.That(error.Code, Is.EqualTo(code), error.ToString());
        Assert.That(error.Message, Does.Contain(remedy));
        Assert.That(error.ToString(), Does.Match(@"^.*spec\.yaml\(\d+,\d+\): error MAPI\d{3}: .+"));
    }

    [Test]
    public void The_error_names_the_line_of_the_mistake()
    {
        using var spec = SpecFile.CrmWith("operationId: Customers_Get", "operationId: getCustomer");
        var line = SpecFile.Crm[..SpecFile.Crm.IndexOf("operationId: Customers_Get", System.StringComparison.Ordinal)].Split('\n').Length;

        Assert.That(spec.OnlyError().Line, Is.EqualTo(line));
    }

    [Test]
    public void A_path_that_does_not_exist_is_told()
    {
        var exception = Assert.Throws<GenerationException>(() => ClientFiles.Write("missing.yaml", "out", new GeneratorOptions("Contoso.Crm")))!;

        Assert.That(exception.Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.SpecNotReadable));
        Assert.That(exception.Message, Does.Contain("missing.yaml").And.Contain("MemoryApiSpec"));
        Assert.That(File.Exists("out.Clients.g.cs"), Is.False);
    }

    [TestCase("")]
    [TestCase("- a list")]
    [TestCase("just text")]
    public void A_file_that_is_no_mapping_is_told(string text)
    {
        using var spec = new SpecFile(text);

        Assert.That(spec.OnlyError().Code, Is.EqualTo(DiagnosticCodes.SpecNotYaml));
    }

    [Test]
    public void A_namespace_that_is_not_valid_is_told()
    {
        using var spec = new SpecFile(SpecFile.Crm);

        var exception = Assert.Throws<GenerationException>(() => spec.Write("Contoso.class"))!;

        Assert.That(exception.Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.Namespace));
    }

    [Test]
    public void A_failed_generation_keeps_the_file_of_the_last_good_one()
    {
        using var spec = new SpecFile(SpecFile.Crm);
        spec.Write();
        var good = File.ReadAllText(spec.OutputPath + ".Clients.g.cs");
        File.WriteAllText(spec.Path, "openapi: 3.1.0");

        Assert.Throws<GenerationException>(() => spec.Write());

        Assert.That(File.ReadAllText(spec.OutputPath + ".Clients.g.cs"), Is.EqualTo(good));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(spec.OutputPath)!), Has.Length.EqualTo(ClientFiles.Concepts.Count));
    }
}
