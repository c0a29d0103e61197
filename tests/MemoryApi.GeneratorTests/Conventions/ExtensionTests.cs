using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.GeneratorTests.Conventions;

/// <summary>The extensions that the generator reads are checked in every document; those of others are passed over.</summary>
public class ExtensionTests
{
    private const string Delete = "summary: Deletes a customer.\n      description: Deletes a customer for good.\n      x-source: made up\n      x-idempotent: true";
    private const string Name = "        name: { type: string, minLength: 1, maxLength: 100, description: New name. }";
    private const string Page = "description: A page of customers.";
    private const string Customer = "      description: A customer.";
    private const string Level = "        - name: level\n";
    private const string Key = "x-auth-environment: CONTOSO_KEY";
    private const string Title = "title: Contoso CRM";

    private static IEnumerable<(string Extension, string Text, string Replacement, string Remedy)> Wrong =>
    [
        (Extensions.Idempotent, Delete, Delete.Replace("x-idempotent: true", "x-idempotent: maybe", StringComparison.Ordinal), "x-idempotent must be true or false, without quotes."),
        (Extensions.Idempotent, Delete, Delete.Replace("x-idempotent: true", "x-idempotent: 'true'", StringComparison.Ordinal), "without quotes"),
        (Extensions.ReplacedBy, Delete, Delete + "\n      x-replaced-by: Customers_Update\n      deprecated: true", "x-replaced-by must be a list."),
        (Extensions.ExactlyOneOf, Delete, Delete + "\n      x-exactly-one-of: level", "x-exactly-one-of must be a list."),
        (Extensions.Shorthand, "x-shorthand: name", "x-shorthand: [name]", "x-shorthand must be a text"),
        (Extensions.Pagination, Delete, Delete + "\n      x-pagination: page", "x-pagination must be a mapping."),
        (Extensions.Name, Name, Name.Replace("{ ", "{ x-name: [Name], ", StringComparison.Ordinal), "x-name must be a text"),
        (Extensions.Name, Level, Level + "          x-name: { a: b }\n", "x-name must be a text"),
        (Extensions.Aliases, Name, Name.Replace("{ ", "{ x-aliases: full_name, ", StringComparison.Ordinal), "x-aliases must be a list."),
        (Extensions.Type, Name, Name.Replace("{ ", "{ x-type: [Money], ", StringComparison.Ordinal), "x-type must be a text"),
        (Extensions.Envelope, Page, Page + "\n      x-envelope: customers", "x-envelope must be a mapping."),
        (Extensions.AuthEnvironment, Key, "x-auth-environment: [A]", "x-auth-environment must be a text"),
        (Extensions.ClientName, Title, Title + "\n  x-client-name: [A]", "x-client-name must be a text"),
        (Extensions.ClientHeader, Title, Title + "\n  x-client-header: { a: b }", "x-client-header must be a text"),
        (Extensions.AddressEnvironment, Title, Title + "\n  x-address-environment: [A]", "x-address-environment must be a text"),
    ];

    private static IEnumerable<TestCaseData> Kinds => Wrong.SelectMany(one => new[] { true, false }.Select(isStrict =>
        new TestCaseData(one.Text, one.Replacement, one.Remedy, isStrict).SetArgDisplayNames(one.Remedy, isStrict ? "Strict" : "not Strict")));

    [TestCaseSource(nameof(Kinds))]
    public void A_value_of_the_wrong_kind_is_one_error_with_its_line_in_both_modes(string text, string replacement, string remedy, bool isStrict)
    {
        using var spec = SpecFile.CrmWith(text, replacement);

        var error = spec.OnlyError(isStrict);

        Assert.That(error.Code, Is.EqualTo(DiagnosticCodes.Keyword), error.ToString());
        Assert.That(error.Message, Does.Contain(remedy));
        Assert.That(error.Line, Is.GreaterThan(1));
    }

    [Test]
    public void All_extensions_that_are_read_in_any_document_are_checked() =>
        Assert.That(Wrong.Select(one => one.Extension).Distinct(), Is.EquivalentTo(OpenApiShape.ReadExtensions));

    [TestCase(Customer, Customer + "\n      x-envelope: { value: people }", DiagnosticCodes.Extension, "names people as value, which is no property of its schema")]
    [TestCase(Customer, Customer + "\n      x-envelope: { errors: faults }", DiagnosticCodes.Extension, "names faults as errors")]
    [TestCase(Customer, Customer + "\n      x-envelope: { value: id, result: id }", DiagnosticCodes.Extension, "has result, which means nothing")]
    [TestCase(Customer, Customer + "\n      x-envelope: {}", DiagnosticCodes.Extension, "is empty")]
    [TestCase(Delete, Delete + "\n      x-exactly-one-of: [customer_id, level]", DiagnosticCodes.Extension, "names customer_id, which is no parameter of it that may be left out", "names level")]
    [TestCase(Delete, Delete + "\n      x-exactly-one-of: []", DiagnosticCodes.Extension, "needs two parameters or more")]
    [TestCase("x-shorthand: name", "x-shorthand: nickname", DiagnosticCodes.Shorthand, "names nickname, which is no plain string")]
    [TestCase("items: customers, page", "items: people, page", DiagnosticCodes.Pagination, "needs items, the name of the page's member that is the list")]
    public void An_extension_that_names_what_is_not_there_is_an_error_in_both_modes(string text, string replacement, string code, params string[] remedies)
    {
        foreach (var isStrict in new[] { true, false })
        {
            using var spec = SpecFile.CrmWith(text, replacement);

            var errors = Assert.Throws<GenerationException>(() => spec.Generate(isStrict: isStrict))!.Diagnostics;

            Assert.That(errors.Select(error => error.Code), Has.All.EqualTo(code), string.Join("\n", errors));
            Assert.That(errors, Has.Count.EqualTo(remedies.Length));
            Assert.That(remedies, Has.All.Matches<string>(remedy => errors.Any(error => error.Message.Contains(remedy!, StringComparison.Ordinal) && error.Line > 1)));
        }
    }

    [Test]
    public void Extensions_of_others_may_hold_anything()
    {
        using var spec = SpecFile.CrmWith(Delete, Delete.Replace("x-source: made up", "x-source: { lang: go }\n      x-idempotency: 5\n      x-code-samples: [{ lang: go }]\n      x-paged: {}", StringComparison.Ordinal));

        Assert.That(spec.Generate(isStrict: false), Does.Contain("DeleteAsync"));
    }
}
