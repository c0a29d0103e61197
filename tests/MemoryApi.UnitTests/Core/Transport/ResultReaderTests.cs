using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class ResultReaderTests
{
    [TestCase(200)]
    [TestCase(201)]
    [TestCase(202)]
    [TestCase(299)]
    public async Task Each_status_of_success_has_a_result(int status) =>
        Assert.That(await CallAsync(status, " {\"value\":\"x\"} \r\n"), Is.EqualTo("x"));

    [Test]
    public async Task A_byte_order_mark_is_skipped() =>
        Assert.That(await CallAsync(200, "\uFEFF{\"value\":\"x\"}"), Is.EqualTo("x"));

    [Test]
    public async Task Text_that_looks_like_a_date_stays_as_it_came() =>
        Assert.That(await CallAsync(200, """{"value":"2025-07-22T10:30:00.000Z"}"""), Is.EqualTo("2025-07-22T10:30:00.000Z"));

    [TestCase("<html>not an api</html>", TestName = "Html_is_an_error")]
    [TestCase("{\"value\":\"secret te", TestName = "Cut_off_JSON_is_an_error")]
    [TestCase("{\"value\":[\"secret text\"]}", TestName = "Another_shape_is_an_error")]
    [TestCase("[\"secret text\"]", TestName = "Another_root_is_an_error")]
    [TestCase("\"secret text\"", TestName = "A_bare_text_is_an_error")]
    [TestCase("{\"value\":\"x\"} secret text", TestName = "Something_behind_the_value_is_an_error")]
    [TestCase("{\"value\":\"x\"}{\"value\":\"secret text\"}", TestName = "A_second_value_is_an_error")]
    [TestCase("{\"value\":\"x\"} /* secret text */", TestName = "A_comment_behind_the_value_is_an_error")]
    [TestCase("{\"value\":secret text}", TestName = "A_word_is_an_error")]
    [TestCase("{\"other\":1e999999}", TestName = "A_number_that_is_too_large_is_an_error")]
    [TestCase("{\"crash\":1}", TestName = "A_reader_that_fails_is_an_error")]
    [TestCase("null", TestName = "Null_is_an_error")]
    [TestCase("{\"value\":null}", TestName = "Null_inside_an_envelope_is_an_error")]
    public async Task A_body_that_is_not_what_is_due_is_an_error_that_keeps_it(string body)
    {
        var failure = await Assert.ThrowsAsync<MemoryApiResponseException>(() => CallAsync(200, body));

        Assert.That(failure!.StatusCode, Is.EqualTo(200));
        Assert.That(failure.Body, Is.EqualTo(body));
        Assert.That(failure.Headers, Does.ContainKey("Content-Type"));
        Assert.That(failure.InnerException, Is.InstanceOf<JsonException>());
        Assert.That(failure.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public async Task Json_deeper_than_128_levels_is_an_error()
    {
        var body = "{\"other\":" + new string('[', 200) + new string(']', 200) + ",\"value\":\"x\"}";

        await Assert.ThatAsync(() => CallAsync(200, body), Throws.TypeOf<MemoryApiResponseException>());
    }

    [Test]
    public async Task Null_is_a_response_where_a_lookup_may_find_nothing()
    {
        var request = TestService.Request(isResultNullable: true);

        Assert.That(await CallAsync(200, "null", request), Is.Null);
        Assert.That(await CallAsync(200, """{"value":null,"errors":null}""", request), Is.Null);
    }

    [TestCase(200, true, true)]
    [TestCase(204, true, true)]
    [TestCase(204, false, true)]
    [TestCase(205, false, true)]
    public async Task Nothing_is_a_result_where_it_is_allowed(int status, bool isAllowed, bool hasEmpty) =>
        Assert.That(
            await CallAsync(status, "", TestService.Request(isEmptyResultAllowed: isAllowed, emptyResult: hasEmpty ? () => "none" : null)),
            Is.EqualTo("none"));

    [TestCase(200, false, true, "")]
    [TestCase(200, false, true, "  \n")]
    [TestCase(204, true, false, "")]
    public async Task Nothing_is_an_error_where_it_is_not(int status, bool isAllowed, bool hasEmpty, string body) =>
        await Assert.ThatAsync(
            () => CallAsync(status, body, TestService.Request(isEmptyResultAllowed: isAllowed, emptyResult: hasEmpty ? () => "none" : null)),
            Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("empty"));

    [Test]
    public async Task An_empty_body_is_an_error_also_where_a_lookup_may_find_nothing() =>
        await Assert.ThatAsync(() => CallAsync(200, "", TestService.Request(isResultNullable: true)), Throws.TypeOf<MemoryApiResponseException>());

    [Test]
    public async Task What_came_beside_the_value_is_there_on_request()
    {
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(201, """{"value":"x"}""", headers: [("X-Request-Id", "req-1"), ("X-Many", "a"), ("X-Many", "b")]));

        var response = await connection.SendForResponseAsync(TestService.Request(), null, default);

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(response.StatusCode, Is.EqualTo(201));
        Assert.That(response.RequestId, Is.EqualTo("req-1"));
        Assert.That(response.Headers["x-many"], Is.EqualTo(new[] { "a", "b" }));
        Assert.That(response.Attempts, Is.EqualTo(1));
    }

    private static async Task<string?> CallAsync(int status, string body, ApiRequest<string?>? request = null)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status, body));
        return await connection.CallAsync(request);
    }
}
