using System;
using System.Collections.Generic;

namespace MemoryApi.ContractTests;

/// <summary>The strict check is shown to refuse requests that differ from the specification in one point each.</summary>
internal sealed class RequestValidatorTests
{
    private const string Path = "/v1/memories/0f8fad5b-d9cb-469f-a165-70867728950e/";

    [TestCase("GET", Path, "")]
    [TestCase("DELETE", Path + "?delete_linked=true", "")]
    [TestCase("PUT", Path, """{"text":"a","metadata":{"any":[1,null]},"expiration_date":null}""")]
    [TestCase("POST", "/v3/memories/?page=1&page_size=200", """{"filters":{"user_id":"alice"}}""")]
    public void A_declared_request_passes(string method, string url, string body) =>
        Assert.That(Violations(method, url, body), Is.Empty);

    [TestCase("GET", "/v1/memory/1/", "", "no such operation is declared", TestName = "An_undeclared_path_is_refused")]
    [TestCase("GET", "/v1/memories/1", "", "no such operation is declared", TestName = "A_missing_slash_at_the_end_is_refused")]
    [TestCase("PATCH", Path, "{}", "no such operation is declared", TestName = "An_undeclared_method_is_refused")]
    [TestCase("DELETE", Path + "?linked=true", "", "query parameter linked: is not declared", TestName = "An_undeclared_query_parameter_is_refused")]
    [TestCase("DELETE", Path + "?delete_linked=True", "", "query parameter delete_linked: $: \"True\" is not of type boolean", TestName = "A_query_parameter_of_a_wrong_type_is_refused")]
    [TestCase("DELETE", Path + "?delete_linked=true&delete_linked=true", "", "is sent more than once", TestName = "A_query_parameter_sent_twice_is_refused")]
    [TestCase("POST", "/v3/memories/?page=0", """{"filters":{"user_id":"alice"}}""", "query parameter page: $: 0 is less than 1", TestName = "A_query_parameter_out_of_range_is_refused")]
    [TestCase("PUT", Path, """{"text":"a","memory":"a"}""", "body: $.memory: is not declared", TestName = "An_undeclared_member_of_the_body_is_refused")]
    [TestCase("PUT", Path, """{"text":5}""", "body: $.text: 5 is not of type string", TestName = "A_member_of_a_wrong_type_is_refused")]
    [TestCase("PUT", Path, "{}", "body: $: {} has fewer members than 1", TestName = "An_empty_update_is_refused")]
    [TestCase("POST", "/v3/memories/", "{}", "body: $: {} has no member \"filters\"", TestName = "A_missing_required_member_of_the_body_is_refused")]
    [TestCase("POST", "/v3/memories/", "{", "body: is not JSON", TestName = "A_body_that_is_no_JSON_is_refused")]
    [TestCase("GET", Path, "{}", "body: is not declared", TestName = "A_body_where_none_is_declared_is_refused")]
    public void An_undeclared_request_fails(string method, string url, string body, string violation) =>
        Assert.That(Violations(method, url, body), Has.Some.Contains(violation));

    [Test]
    public void An_undeclared_header_is_refused() =>
        Assert.That(Violations("GET", Path, "", ("X-Organization", "1")), Is.EqualTo(new[] { "header X-Organization: is not declared" }));

    [Test]
    public void Another_content_type_is_refused() =>
        Assert.That(Violations("PUT", Path, """{"text":"a"}""", ("Content-Type", "text/plain")), Is.EqualTo(new[] { "body: has the content type text/plain" }));

    private static IReadOnlyList<string> Violations(string method, string url, string body, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (body.Length > 0)
        {
            all["Content-Type"] = "application/json";
        }

        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return new RequestValidator(ContractService.Mem0.Spec).Validate(new RecordedRequest(method, url, all, body));
    }
}
