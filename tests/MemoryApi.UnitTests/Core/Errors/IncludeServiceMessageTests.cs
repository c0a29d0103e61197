using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Mem0;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class IncludeServiceMessageTests
{
    [TestCase(400, """{"errors":{"name":["is required"],"age":["is low"]}}""", "name: is required; age: is low")]
    [TestCase(404, """{"error":"Memory not found!"}""", "Memory not found!")]
    [TestCase(429, "Slow down", "Slow down")]
    [TestCase(503, """{"detail":"maintenance"}""", "maintenance")]
    [TestCase(200, """{"errors":[{"error":"BAD_REQUEST","message":"no such plan"}]}""", "no such plan")]
    public async Task The_reason_ends_the_message_when_that_is_asked_for(int status, string body, string reason)
    {
        var without = await FailAsync(status, body, isIncluded: false);
        var with = await FailAsync(status, body, isIncluded: true);

        Assert.That(without.ToString(), Does.Not.Contain(reason));
        Assert.That(with.Message, Is.EqualTo($"{without.Message} The service says: {reason}"));
        Assert.That(with.ServiceMessage, Is.EqualTo(without.ServiceMessage).And.EqualTo(reason));
    }

    [Test]
    public void It_is_off_by_default()
    {
        Assert.That(new TestOptions().IncludeServiceMessage, Is.False);
        Assert.That(new ApiErrorDetails().IncludeServiceMessage, Is.False);
    }

    [TestCase(400, "")]
    [TestCase(502, "<html></html>")]
    [TestCase(400, """{"code":"X"}""")]
    public async Task Where_no_reason_was_given_the_message_is_as_ever(int status, string body) =>
        Assert.That((await FailAsync(status, body, isIncluded: true)).Message, Is.EqualTo((await FailAsync(status, body, isIncluded: false)).Message));

    [Test]
    public async Task A_reason_cannot_pass_for_lines_of_a_log()
    {
        var failure = await FailAsync(400, """{"detail":"no\r\n2026-01-01 INFO all is well\u2028\u2029\u0007\u001b[31m\u0085end"}""", isIncluded: true);

        Assert.That(failure.Message, Does.EndWith("The service says: no  2026-01-01 INFO all is well    [31m end"));
        Assert.That(failure.ServiceMessage, Does.StartWith("no\r\n2026"));
    }

    [TestCase("""{"detail":"Invalid key m0-secret, m0-secret"}""", "Invalid key ***, ***")]
    [TestCase("""{"errors":{"m0-secret":["bad"]}}""", "***: bad")]
    public async Task A_key_that_the_service_repeats_is_masked(string body, string reason)
    {
        var failure = await FailAsync(401, body, isIncluded: true);

        Assert.That(failure.ServiceMessage, Is.EqualTo(reason));
        Assert.That(failure.Message, Does.EndWith(reason));
        Assert.That(failure.Errors.Select(error => error.Field + error.Message), Has.None.Contains(TestService.Key).And.Some.Contains("***"));
        Assert.That(failure.Body, Does.Contain(TestService.Key), "the raw body stays what it was");
    }

    [Test]
    public async Task No_part_of_a_key_is_left_where_a_reason_is_cut(
        [Values("""{"detail":"{0}"}""", """{"errors":[{"code":"{0}","message":"{0}"}]}""", """{"errors":{"{0}":["bad"]}}""", """{"detail":{"{0}":"{0}"}}""", "{0}")] string body,
        [Values(2037, 2040, 2045, 2047, 2048)] int before)
    {
        var failure = await FailAsync(401, body.Replace("{0}", new string('x', before) + " " + TestService.Key + ".", StringComparison.Ordinal), isIncluded: true);

        var texts = failure.Errors.SelectMany(error => new[] { error.Code, error.Message, error.Field }).Append(failure.ServiceMessage).Append(failure.ErrorCode).Append(failure.Message);
        Assert.That(texts.OfType<string>(), Has.None.Contains("m0").And.Some.Contains("xxx"));
    }

    [Test]
    public async Task Two_names_with_keys_in_them_both_keep_their_reasons()
    {
        var failure = await FailAsync(400, """{"errors":{"m0-secret":["bad"],"***":["worse"],"name":["short"]}}""", isIncluded: false);

        Assert.That(failure.Errors.Select(error => error.Message), Is.EqualTo(new[] { "bad", "worse", "short" }));
    }

    [Test]
    public async Task A_code_with_the_key_in_it_is_masked()
    {
        var failure = await FailAsync(401, """{"errors":[{"code":"no_m0-secret"},{"code":"other","message":"kept"}]}""", isIncluded: false);

        Assert.That(failure.ErrorCode, Is.EqualTo("no_***"));
        Assert.That((failure.Errors[0].Code, failure.Errors[1].Code, failure.Errors[1].Message), Is.EqualTo(("no_***", "other", "kept")));
    }

    [Test]
    public async Task Each_key_that_a_call_was_sent_with_is_masked_also_one_that_begins_like_another()
    {
        var keys = new Queue<string>(["m0-secret", "m0-secret-2", "m0-secret-2"]);
        using var connection = TestService.Connect(new ScriptedTransport().Respond(401, """{"detail":"not m0-secret-2, not m0-secret"}"""), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(keys.Count > 1 ? keys.Dequeue() : keys.Peek());
        });

        var failure = await Assert.ThrowsAsync<MemoryApiAuthenticationException>(() => connection.CallAsync());

        Assert.That(failure!.ServiceMessage, Is.EqualTo("not ***, not ***"));
    }

    [Test]
    public async Task The_key_of_a_call_is_masked_too()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(403, """{"detail":"not for m0-other"}"""), options => options.IncludeServiceMessage = true);

        var failure = await Assert.ThrowsAsync<MemoryApiPermissionException>(() => connection.CallAsync(options: new RequestOptions { ApiKey = "m0-other" }));

        Assert.That(failure!.Message, Does.EndWith("The service says: not for ***"));
    }

    [TestCase(false, "say why.")]
    [TestCase(true, "say why. The service says: quota of alice")]
    public async Task Work_that_failed_at_the_service_has_its_reason_too(bool isIncluded, string end)
    {
        using var service = ScriptedMem0.Responding((200, """{"id":"e","status":"FAILED","error":"quota of alice"}"""));
        using var client = service.Client(options => options.IncludeServiceMessage = isIncluded);

        var failure = await Assert.ThrowsAsync<MemoryEventFailedException>(() => client.Events.WaitAsync("e"));

        Assert.That(failure!.Message, Does.EndWith(end));
    }

    [Test]
    public void An_exception_of_a_test_can_include_it()
    {
        var details = new ApiErrorDetails { ServiceMessage = "why", IncludeServiceMessage = true };

        Assert.That(new MemoryApiValidationException("no.", details).Message, Is.EqualTo("no. The service says: why"));
        Assert.That(new MemoryApiValidationException("no.").Message, Is.EqualTo("no."));
    }

    private static async Task<MemoryApiException> FailAsync(int status, string body, bool isIncluded)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status, body), options =>
        {
            options.IncludeServiceMessage = isIncluded;
            options.Resilience.Retry.MaxRetryAttempts = 0;
        });
        return (MemoryApiException)(await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync()))!;
    }
}
