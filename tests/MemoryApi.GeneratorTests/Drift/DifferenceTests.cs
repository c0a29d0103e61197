using System.Collections.Generic;
using MemoryApi.Generator.Drift;

namespace MemoryApi.GeneratorTests.Drift;

/// <summary>Each kind of difference is found where it is, and nothing else with it.</summary>
public class DifferenceTests
{
    private const string Customer = "/customers/{customer_id}";

    private static IEnumerable<TestCaseData> Alterations()
    {
        static TestCaseData Alteration(string name, string text, string replacement, string kind, string operation, string at, string detail = "") =>
            new TestCaseData(text, replacement, kind, operation, at, detail).SetArgDisplayNames(name);

        yield return Alteration("an operation of ours only", "\"delete\": {", "\"x-delete\": {", DifferenceKinds.OperationExtra, $"DELETE {Customer}", "-");
        yield return Alteration("an operation of theirs only", "\"/customers\": {", "\"/customers\": { \"put\": {},", DifferenceKinds.OperationMissing, "PUT /customers", "-");
        yield return Alteration("a path of theirs only", "\"/customers\": {", "\"/teams\": { \"get\": {} }, \"/customers\": {", DifferenceKinds.OperationMissing, "GET /teams", "-");
        yield return Alteration("a parameter of ours only", "{ \"name\": \"page\", \"in\": \"query\", \"schema\": { \"type\": \"integer\" } },", "", DifferenceKinds.ParameterExtra, "GET /customers", "query.page");
        yield return Alteration("a parameter of theirs only", "\"operationId\": \"read_customer\",", "\"parameters\": [{ \"name\": \"X-Team\", \"in\": \"header\", \"schema\": {} }],", DifferenceKinds.ParameterMissing, $"GET {Customer}", "header.X-Team");
        yield return Alteration("a required parameter", "\"name\": \"page\", \"in\": \"query\"", "\"name\": \"page\", \"required\": true, \"in\": \"query\"", DifferenceKinds.Required, "GET /customers", "query.page", "ours optional, theirs required");
        yield return Alteration("the type of a parameter", "\"schema\": { \"type\": \"integer\" }", "\"schema\": { \"type\": \"string\" }", DifferenceKinds.Type, "GET /customers", "query.page", "ours integer, theirs string");
        yield return Alteration("a parameter as JSON", "\"schema\": { \"type\": \"integer\" }", "\"content\": { \"application/json\": { \"schema\": { \"type\": \"object\" } } }", DifferenceKinds.Type, "GET /customers", "query.page", "ours integer, theirs free-form object");
        yield return Alteration("the values of a referenced parameter", "\"in\": \"query\", \"schema\": { \"type\": \"string\", \"enum\": [\"gold\", \"silver_plus\", \"IN_REVIEW\"]", "\"in\": \"query\", \"schema\": { \"type\": \"string\", \"enum\": [\"gold\", \"silver_plus\", \"new\"]", DifferenceKinds.Enum, "GET /customers", "query.level", "only ours IN_REVIEW; only theirs new");
        yield return Alteration("an operation's own parameter instead of the path's", "\"operationId\": \"delete_customer\",", "\"parameters\": [{ \"name\": \"customer_id\", \"in\": \"path\", \"required\": true, \"schema\": { \"type\": \"integer\" } }],", DifferenceKinds.Type, $"DELETE {Customer}", "path.customer_id", "ours string, theirs integer");
        yield return Alteration("a member of ours only", ",\n                  \"score\": { \"type\": \"number\" }", "", DifferenceKinds.PropertyExtra, $"PATCH {Customer}", "request.score");
        yield return Alteration("a member of theirs only", "\"name\": { \"type\": \"string\", \"maxLength\": 50 },", "\"name\": { \"type\": \"string\" }, \"team's\": {},", DifferenceKinds.PropertyMissing, $"PATCH {Customer}", "request.team's");
        yield return Alteration("a required member", "\"properties\": {\n                  \"name\"", "\"required\": [\"score\"], \"properties\": {\n                  \"name\"", DifferenceKinds.Required, $"PATCH {Customer}", "request.score", "ours optional, theirs required");
        yield return Alteration("an optional body", "\"required\": true,\n          \"content\"", "\"content\"", DifferenceKinds.Required, $"PATCH {Customer}", "request", "ours required, theirs optional");
        yield return Alteration("no body of theirs", "\"requestBody\"", "\"x-requestBody\"", DifferenceKinds.Type, $"PATCH {Customer}", "request", "ours a body, theirs none");
        yield return Alteration("a body that isn't JSON", "application/json; charset=utf-8", "text/csv", DifferenceKinds.Type, $"PATCH {Customer}", "request", "ours object, theirs no JSON body");
        yield return Alteration("a nullable member", "\"score\": { \"type\": \"number\" }", "\"score\": { \"type\": \"number\", \"nullable\": true }", DifferenceKinds.Nullable, $"PATCH {Customer}", "request.score", "ours never null, theirs nullable");
        yield return Alteration("a format that is another type", "\"next\": { \"type\": \"string\", \"format\": \"uri\"", "\"next\": { \"type\": \"string\", \"format\": \"date-time\"", DifferenceKinds.Type, "GET /customers", "response.200.next", "ours string, theirs string (date-time)");
        yield return Alteration("a list instead of one", "\"customer\": { \"$ref\": \"#/components/schemas/customer\" }", "\"customer\": { \"type\": \"array\", \"items\": { \"$ref\": \"#/components/schemas/customer\" } }", DifferenceKinds.Type, $"PATCH {Customer}", "response.200.customer", "ours object, theirs array");
        yield return Alteration("a choice instead of one", "\"customer\": { \"$ref\": \"#/components/schemas/customer\" }", "\"customer\": { \"oneOf\": [{ \"$ref\": \"#/components/schemas/customer\" }, { \"type\": \"string\" }] }", DifferenceKinds.Type, $"PATCH {Customer}", "response.200.customer", "ours object, theirs one of object, string");
        yield return Alteration("members instead of free form", "\"custom\": { \"type\": \"object\", \"nullable\": true }", "\"custom\": { \"properties\": { \"a\": {} }, \"nullable\": true }", DifferenceKinds.Type, $"GET {Customer}", "response.200.customer.custom", "ours free-form object, theirs object");
        yield return Alteration("the type of items", "\"items\": {}", "\"items\": { \"type\": \"string\" }", DifferenceKinds.Type, $"GET {Customer}", "response.200.problems[]", "ours any, theirs string");
        yield return Alteration("the values of an inline schema", "[\"IN_REVIEW\", \"silver_plus\", \"gold\", null]", "[\"silver_plus\", \"gold\", \"null\"]", DifferenceKinds.Enum, $"GET {Customer}", "response.200.customer.level", "only ours IN_REVIEW; only theirs null");
        yield return Alteration("a status of ours only", "\"204\": { \"description\": \"\" },", "", DifferenceKinds.StatusExtra, $"DELETE {Customer}", "status.204");
        yield return Alteration("a status of theirs only", "\"204\": { \"description\": \"\" },", "\"204\": {}, \"409\": {},", DifferenceKinds.StatusMissing, $"DELETE {Customer}", "status.409");
        yield return Alteration("a body that ours doesn't have", "\"204\": { \"description\": \"\" },", "\"204\": { \"content\": { \"application/json\": { \"schema\": { \"type\": \"string\" } } } },", DifferenceKinds.Type, $"DELETE {Customer}", "response.204", "ours no JSON body, theirs string");
    }

    [TestCaseSource(nameof(Alterations))]
    public void An_alteration_is_one_difference(string text, string replacement, string kind, string operation, string at, string detail)
    {
        using var files = DriftFiles.WithVendor(text, replacement);

        Assert.That(files.Compare().Undeclared, Is.EqualTo(new[] { new Difference(kind, operation, at, detail) }));
    }

    [TestCaseSource(nameof(Alterations))]
    public void A_departure_silences_it(string text, string replacement, string kind, string operation, string at, string detail)
    {
        using var files = DriftFiles.WithVendor(text, replacement);
        var method = operation.Split(' ')[0];
        var end = at.Split('.')[^1];

        foreach (var (operations, places) in new[] { (operation, at), ("*", "*"), ($"{method} *", at), (operation, $"*{end}"), ($"*{operation[^4..]}", $"{at[0]}*") })
        {
            files.Declare($"- {{ kind: {kind}, operation: '{operations}', at: '{places.Replace("'", "''")}', reason: A test. }}");

            Assert.That(files.Compare().IsClean, $"{kind}, {operations}, {places}");
        }
    }

    [TestCaseSource(nameof(Alterations))]
    public void A_departure_of_another_kind_operation_or_place_does_not(string text, string replacement, string kind, string operation, string at, string detail)
    {
        using var files = DriftFiles.WithVendor(text, replacement);
        var other = kind == DifferenceKinds.Type ? DifferenceKinds.Enum : DifferenceKinds.Type;

        foreach (var (kinds, operations, places) in new[] { (other, "*", "*"), (kind, operation[1..], "*"), (kind, $"*{operation}s", "*"), (kind, "*", at + ".x"), (kind, "*", $"*x{at}*") })
        {
            files.Declare($"- {{ kind: {kinds}, operation: '{operations}', at: '{places.Replace("'", "''")}', reason: A test. }}");
            var report = files.Compare();

            Assert.That((report.Undeclared.Count, report.Unmatched.Count), Is.EqualTo((1, 1)), $"{kinds}, {operations}, {places}");
        }
    }
}
