using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.AtMostOnce;

/// <summary>A message that a handler makes in place of the original one belongs to the same call, even if it has another address and no options.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NewMessageTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [TestCase("/gateway/v1/things/")]
    [TestCase("/gateway/v1/things")]
    [TestCase("/v1/things/?api-version=2")]
    [TestCase("/things/")]
    public async Task An_add_whose_message_is_made_anew_for_another_address_is_not_sent_again(string pathAndQuery)
    {
        await using var server = CountingServer.Reacting(Reaction.Fail, Reaction.Succeed);
        using var connection = Connect(server.Address, () => new NewMessages(pathAndQuery));

        var failure = await Assert.ThrowsAsync<MemoryApiServerException>(() => connection.CallAsync(TestService.RequestWithBody("fact")).WaitAsync(Soon));

        Assert.That((failure!.Attempts, failure.WasNotProcessed), Is.EqualTo((1, false)));
        Assert.That(server.Received, Is.EqualTo(1));
    }

    [Test]
    public async Task Its_content_tells_whose_it_is_where_nothing_else_does()
    {
        await using var server = CountingServer.Reacting(Reaction.Fail, Reaction.Succeed);
        using var connection = Connect(server.Address, () => new NewMessages("/elsewhere", keepsContent: true, keepsFlow: false));

        var failure = await Assert.ThrowsAsync<MemoryApiServerException>(() => connection.CallAsync(TestService.RequestWithBody("fact")).WaitAsync(Soon));

        Assert.That(failure!.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_has_the_key_of_its_call(bool isIdempotent)
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"x"}""");
        using var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => new NewMessages("/gateway/v1/things/?tenant=1")));

        await connection.CallAsync(TestService.RequestWithBody("fact", isIdempotent: isIdempotent), new RequestOptions { ApiKey = "m0-of-the-tenant" });

        Assert.That(transport.Sent[0].Headers["Authorization"], Is.EqualTo("Token m0-of-the-tenant"));
    }

    [Test]
    public async Task A_message_of_a_handler_for_something_else_is_not_taken_for_the_call()
    {
        var transport = new ScriptedTransport().Respond(200, "{}").Respond(200, """{"value":"x"}""");
        using var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => new AsksForATokenFirst()));

        var response = await connection.SendForResponseAsync(TestService.RequestWithBody("fact"), null, CancellationToken.None);

        Assert.That((response.Value, response.Attempts), Is.EqualTo(("x", 1)));
        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_worker_that_was_started_by_one_call_does_not_answer_another_with_its_response(bool isIdempotent)
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"first"}""").Respond(200, """{"value":"second"}""");
        var worker = new Worker();
        using var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => new SendsInWorker(worker)));
        Assert.That(await connection.CallAsync(TestService.RequestWithBody("first", isIdempotent: isIdempotent)), Is.EqualTo("first"));

        await Assert.ThatAsync(
            () => connection.CallAsync(TestService.RequestWithBody("second", isIdempotent: isIdempotent), new RequestOptions { ApiKey = "m0-of-the-tenant" }).WaitAsync(Soon),
            Throws.InvalidOperationException.With.Message.Contains("Options"));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_worker_that_copies_the_options_serves_each_call()
    {
        var transport = new ScriptedTransport().Respond(200, """{"value":"first"}""").Respond(200, """{"value":"second"}""");
        var worker = new Worker { CopiesOptions = true };
        using var connection = TestService.Connect(transport, options => options.AttemptHandlers.Add(() => new SendsInWorker(worker)));

        Assert.That(await connection.CallAsync(TestService.RequestWithBody("first")), Is.EqualTo("first"));
        Assert.That(
            await connection.CallAsync(TestService.RequestWithBody("second"), new RequestOptions { ApiKey = "m0-of-the-tenant" }), Is.EqualTo("second"));
        Assert.That(transport.Sent[1].Headers["Authorization"], Is.EqualTo("Token m0-of-the-tenant"));
    }

    private static ApiConnection Connect(Uri address, Func<DelegatingHandler> handler)
    {
        var options = new TestOptions { ApiKey = TestService.Key, BaseAddress = address };
        options.Resilience.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.AttemptHandlers.Add(handler);
        return ApiConnection.Create(TestService.Description, options);
    }

    private static async Task<HttpRequestMessage> NewAsync(HttpRequestMessage request, Uri address, bool keepsContent)
    {
        var message = new HttpRequestMessage(request.Method, address)
        {
            Content = keepsContent || request.Content is null
                ? request.Content
                : new StringContent(await request.Content.ReadAsStringAsync(), Encoding.UTF8, "application/json"),
        };
        foreach (var header in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return message;
    }

    /// <summary>Sends a new message to another path of the same host.</summary>
    private sealed class NewMessages(string pathAndQuery, bool keepsContent = false, bool keepsFlow = true) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var message = await NewAsync(request, new Uri(request.RequestUri!, pathAndQuery), keepsContent);
            if (keepsFlow)
            {
                return await base.SendAsync(message, cancellationToken);
            }

            Task<HttpResponseMessage> sending;
            using (ExecutionContext.SuppressFlow())
            {
                sending = Task.Run(() => base.SendAsync(message, cancellationToken), CancellationToken.None);
            }

            return await sending;
        }
    }

    private sealed class AsksForATokenFirst : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var asking = new HttpRequestMessage(HttpMethod.Post, new Uri(request.RequestUri!, "/token"));
            using var asked = await base.SendAsync(asking, cancellationToken);
            Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A worker that lives longer than the call during which it is started.</summary>
    private sealed class Worker
    {
        private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>();
        private Task? _running;

        public bool CopiesOptions { get; init; }

        public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
        {
            _running ??= Task.Run(RunAsync);
            var message = await NewAsync(request, request.RequestUri!, keepsContent: false);
            if (CopiesOptions)
            {
                foreach (var option in request.Options)
                {
                    ((IDictionary<string, object?>)message.Options)[option.Key] = option.Value;
                }
            }

            var done = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
            _work.Writer.TryWrite(async () =>
            {
                try
                {
                    done.SetResult(await send(message));
                }
                catch (Exception failure)
                {
                    done.SetException(failure);
                }
            });
            return await done.Task;
        }

        private async Task RunAsync()
        {
            await foreach (var work in _work.Reader.ReadAllAsync())
            {
                await work();
            }
        }
    }

    private sealed class SendsInWorker(Worker worker) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            worker.SendAsync(request, message => base.SendAsync(message, cancellationToken));
    }
}
