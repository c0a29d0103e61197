using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Drift;

namespace MemoryApi.GeneratorTests.Drift;

/// <summary>The files that are read: what is understood, and the error that a maintainer gets when it isn't.</summary>
public class InputTests
{
    [TestCase("mem0.yaml")]
    [TestCase("bland.yaml")]
    public void A_spec_does_not_differ_from_itself(string name)
    {
        using var files = new DriftFiles();
        files.Ours = files.Upstream = Path.Combine(Repository.Root, "specs", name);

        Assert.That(files.Compare().Undeclared, Is.Empty);
        Assert.That(files.DescribeVendor(), Is.Not.Empty);
    }

    [Test]
    public void The_vendors_file_may_be_YAML()
    {
        using var files = new DriftFiles();
        files.Upstream = files.Write("vendor.yaml", SpecFile.Crm.Replace("score: { type: number,", "score: { type: 'integer',"));

        Assert.That(
            files.Compare().Undeclared,
            Is.EqualTo(new[] { new Difference(DifferenceKinds.Type, "PATCH /customers/{customer_id}", "request.score", "ours number, theirs integer") }));
    }

    [Test]
    public void JSON_is_read_however_it_is_laid_out()
    {
        using var files = new DriftFiles();
        var vendor = JsonNode.Parse(DriftFiles.Vendor)!;
        vendor["info"]!["description"] = "\"\\/ \U0001F600 \u2028 # : - " + new string('x', 5000);
        vendor["info"]![new string('k', 2000)] = 1e-3;
        var compact = vendor.ToJsonString();
        var indented = vendor.ToJsonString(new JsonSerializerOptions { WriteIndented = true, IndentCharacter = '\t', IndentSize = 1, NewLine = "\r\n" });

        foreach (var text in new[] { compact, indented, '\uFEFF' + compact, compact.Replace("/", "\\/") })
        {
            files.Upstream = files.Write("vendor.json", text);
            Assert.That(files.Compare().Undeclared, Is.Empty);
        }
    }

    [TestCase("", DiagnosticCodes.SpecNotYaml, "a mapping at its root")]
    [TestCase("<html>", DiagnosticCodes.SpecNotYaml, "a mapping at its root")]
    [TestCase("{ \"openapi\": ", DiagnosticCodes.SpecNotYaml, "not valid YAML or JSON")]
    [TestCase("openapi: 3.0.0\n---\nopenapi: 3.0.0", DiagnosticCodes.SpecNotYaml, "Leave one")]
    [TestCase("{ \"swagger\": \"2.0\", \"paths\": {} }", DiagnosticCodes.OpenApiVersion, "Convert an older one first")]
    [TestCase("{ \"openapi\": \"3.0.0\" }", DiagnosticCodes.OpenApiVersion, "needs openapi: 3.x and paths")]
    [TestCase("{ \"openapi\": \"3.0.0\", \"paths\": { \"/a\": { \"get\": { \"parameters\": [{ \"$ref\": \"other.json#/a\" }] } } } }", DiagnosticCodes.Reference, "put the files of the document together")]
    [TestCase("{ \"openapi\": \"3.0.0\", \"paths\": { \"/a\": { \"get\": { \"responses\": { \"200\": { \"$ref\": \"#/paths/~1a/get/responses/200\" } } } } } }", DiagnosticCodes.Reference, "leads nowhere")]
    public void A_vendors_file_that_cannot_be_compared_is_told(string text, string code, string remedy)
    {
        using var files = new DriftFiles();
        files.Upstream = files.Write("vendor.json", text);

        var error = OnlyError(files);

        Assert.That(error.File, Is.EqualTo(files.Upstream));
        Assert.That(error.Code, Is.EqualTo(code), error.ToString());
        Assert.That(error.Message, Does.Contain(remedy));
    }

    [Test]
    public void A_file_that_is_missing_is_told()
    {
        using var files = new DriftFiles();
        files.Upstream += ".missing";

        var error = OnlyError(files);

        Assert.That(error.Code, Is.EqualTo(DiagnosticCodes.SpecNotReadable));
        Assert.That(error.Message, Does.Contain("Check the path of the vendor's file"));
    }

    [TestCase("kind: type", "nothing else")]
    [TestCase("- just text", "nothing else")]
    [TestCase("- { kind: type, operation: '*', at: '*' }", "have kind, operation, at, reason")]
    [TestCase("- { kind: type, operation: '*', at: '*', reason: A test., operations: x }", "nothing else")]
    [TestCase("- { kind: types, operation: '*', at: '*', reason: A test. }", "There is no kind \"types\". Use one of: operation-extra,")]
    [TestCase("- { kind: type, operation: '*', at: '*', reason: '' }", "Write down why")]
    [TestCase("- { kind: type, operation: '', at: '*', reason: A test. }", "A departure without operation")]
    [TestCase("- { kind: type, operation: [a], at: '*', reason: A test. }", "A departure without operation")]
    public void A_departure_that_is_not_one_is_told(string text, string remedy)
    {
        using var files = new DriftFiles();
        files.Declare("# Rules.\n" + text);

        var error = OnlyError(files);

        Assert.That((error.File, error.Line, error.Code), Is.EqualTo((files.Departures, 2, DiagnosticCodes.Departure)));
        Assert.That(error.Message, Does.Contain(remedy));
    }

    private static Diagnostic OnlyError(DriftFiles files)
    {
        var exception = Assert.Throws<GenerationException>(() => files.Compare())!;
        Assert.That(exception.Diagnostics, Has.Count.EqualTo(1), exception.Message);
        return exception.Diagnostics.Single();
    }
}
