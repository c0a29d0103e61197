using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

public sealed class AuthenticationTests
{
    private const string Good = """{"value":"x"}""";

    [Test]
    public async Task The_key_is_sent_with_the_prefix_of_the_service()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport, options => options.ApiKey = "Bearer m0-secret");

        await connection.CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token m0-secret"));
    }

    [Test]
    public async Task A_service_that_names_no_words_gets_the_key_as_it_is_whoever_brings_it()
    {
        var service = new ApiServiceDescription("Bare", new Uri("https://api.example.test"), new ApiAuthentication("authorization"), null, typeof(ApiConnection).Assembly);
        var transport = new ScriptedTransport().Respond(200, Good).Respond(200, Good);
        using var connection = ApiConnection.Create(service, TestService.Options(transport, options => options.ApiKey = " Bearer org_1 "));

        await connection.CallAsync();
        await connection.CallAsync(options: new RequestOptions { ApiKey = " Token org_2 " });

        Assert.That(transport.Sent[0].Headers["authorization"], Is.EqualTo("Bearer org_1"));
        Assert.That(transport.Sent[1].Headers["authorization"], Is.EqualTo("Token org_2"));
    }

    [Test]
    public async Task The_words_are_those_of_the_service_by_default_the_one_of_its_prefix()
    {
        var keyed = new ApiAuthentication("authorization") { CopiedWords = ["Key"] };
        Assert.That(new[] { keyed.Bare("KEY abc"), keyed.Bare("Bearer abc"), ApiAuthentication.Bearer().Bare("bearer abc"), ApiAuthentication.Bearer().Bare("Token abc"), ApiAuthentication.Basic().Bare("basic user:b") },
            Is.EqualTo(new[] { "abc", "Bearer abc", "abc", "Token abc", "basic user:b" }));

        var service = new ApiServiceDescription("Keyed", new Uri("https://api.example.test"), keyed, null, typeof(ApiConnection).Assembly);
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = ApiConnection.Create(service, TestService.Options(transport, options => options.ApiKey = "key configured"));

        await connection.CallAsync(options: new RequestOptions { ApiKey = "key of-call" });

        Assert.That(transport.Sent[0].Headers["authorization"], Is.EqualTo("of-call"));
    }

    [Test]
    public void A_key_of_a_call_that_is_nothing_but_such_a_word_is_refused_before_sending()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        Assert.That(() => connection.CallAsync(options: new RequestOptions { ApiKey = "Token " }), Throws.ArgumentException.With.Message.Contains("empty").And.Message.Contains("RequestOptions.ApiKey"));
        Assert.That(transport.Sent, Is.Empty);
    }

    [Test]
    public async Task A_provider_is_asked_for_each_attempt_so_a_rotated_key_takes_effect_on_a_retry()
    {
        var keys = new Queue<string>(["old", "new"]);
        var transport = new ScriptedTransport().Respond(503).Respond(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(keys.Dequeue());
        });

        await connection.CallAsync();

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token old"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token new"));
    }

    [Test]
    public async Task The_key_of_a_call_wins_over_the_provider_which_is_not_asked()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => throw new InvalidOperationException("asked");
        });

        await connection.CallAsync(options: new RequestOptions { ApiKey = "Token other" });

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token other"));
    }

    [Test]
    public void A_header_of_a_call_cannot_be_that_of_the_key()
    {
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport);

        Assert.That(
            () => connection.CallAsync(options: new RequestOptions { Headers = { ["authorization"] = "Bearer other" } }),
            Throws.ArgumentException.With.Message.Contains("RequestOptions.ApiKey").And.Message.Not.Contains("other"));
        Assert.That(transport.Sent, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_provider_that_ignores_its_token_does_not_outlast_the_limits_of_a_call(bool isOwnLimit)
    {
        var clock = new FakeTimeProvider();
        var never = new TaskCompletionSource<string>();
        using var connection = TestService.Connect(new ScriptedTransport().Respond(200, Good), options =>
        {
            options.TimeProvider = clock;
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(never.Task);
            options.Resilience.Retry.MaxRetryAttempts = 0;
        });

        var call = connection.CallAsync(options: isOwnLimit ? new RequestOptions { Timeout = TimeSpan.FromSeconds(30) } : null);
        clock.Advance(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.That(failure!.WasNotProcessed, Is.True);
    }

    [Test]
    public void A_failing_provider_is_an_authentication_error_and_is_not_asked_again()
    {
        var asked = 0;
        var transport = new ScriptedTransport().Respond(200, Good);
        using var connection = TestService.Connect(transport, options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ =>
            {
                asked++;
                throw new HttpRequestException("the vault is closed");
            };
        });

        Assert.That(
            () => connection.CallAsync(),
            Throws.TypeOf<MemoryApiAuthenticationException>().With.InnerException.InstanceOf<HttpRequestException>());
        Assert.That(asked, Is.EqualTo(1));
        Assert.That(transport.Sent, Is.Empty);
    }

    [Test]
    public async Task A_provider_that_gives_an_unusable_key_is_an_error_without_the_key()
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(200, Good), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>("m0-se\ncret");
        });

        var failure = await Assert.ThrowsAsync<MemoryApiAuthenticationException>(() => connection.CallAsync());

        Assert.That(failure!.ToString(), Does.Not.Contain("m0-se"));
    }

    [Test]
    public void A_client_without_a_key_fails_when_it_is_made_and_names_option_and_variable() =>
        Assert.That(
            () => TestService.Connect(new ScriptedTransport(), options => options.ApiKey = null),
            Throws.ArgumentException.With.Message.Contains("TestOptions.ApiKey").And.Message.Contains("MEMORYAPI_TEST_KEY"));

    [Test]
    public void A_client_with_a_key_and_a_provider_fails_when_it_is_made() =>
        Assert.That(
            () => TestService.Connect(new ScriptedTransport(), options => options.ApiKeyProvider = _ => default),
            Throws.ArgumentException.With.Message.Contains("set one of the two"));

    [Test]
    public async Task The_key_is_in_no_text_of_a_failed_call([Values(401, 403, 404, 500)] int status)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Respond(status, "{}"));

        var failure = await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync());

        Assert.That(failure!.ToString(), Does.Not.Contain(TestService.Key));
    }

    [Test]
    public void A_key_that_no_header_can_carry_is_refused_when_it_is_set_for_a_call() =>
        Assert.That(() => new RequestOptions { ApiKey = "a\nb" }, Throws.ArgumentException);
}
