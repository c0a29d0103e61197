using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Core.AtMostOnce;
using MemoryApi.UnitTests.Core.Registration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>The rules for each transport, including one that the program made.</summary>
public sealed class TransportRulesTests
{
    private const string Redirect = "HTTP/1.1 307 Temporary Redirect\nLocation: {0}elsewhere\nContent-Length: 0";

    public static IEnumerable<TestCaseData> Transports()
    {
        yield return new TestCaseData((Func<HttpMessageHandler>)(() => new HttpClientHandler())).SetArgDisplayNames("HttpClientHandler");
        yield return new TestCaseData((Func<HttpMessageHandler>)(() => new SocketsHttpHandler())).SetArgDisplayNames("SocketsHttpHandler");
        yield return new TestCaseData((Func<HttpMessageHandler>)(() => new RecordingHandler("outer", []) { InnerHandler = new RecordingHandler("inner", []) { InnerHandler = new HttpClientHandler() } })).SetArgDisplayNames("wrapped");
    }

    [TestCaseSource(nameof(Transports))]
    public async Task No_redirect_takes_content_to_another_address(Func<HttpMessageHandler> transport)
    {
        await using var elsewhere = CountingServer.Reacting(Reaction.Succeed);
        using var server = new LoopbackServer(LoopbackServer.Response(string.Format(Redirect, elsewhere.Address)));
        await using var provider = Registered(server.Address, transport);
        using var own = ApiConnection.Create(TestService.Description, new TestOptions { ApiKey = "k", BaseAddress = server.Address, Transport = transport() });

        foreach (var connection in new[] { own, provider.GetRequiredService<TestClient>().Connection })
        {
            await Assert.ThatAsync(
                () => connection.CallAsync(TestService.RequestWithBody("fact")), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("redirects"));
        }

        Assert.That(elsewhere.Received, Is.Zero);
    }

    [Test]
    public async Task A_used_transport_that_follows_redirects_is_refused()
    {
        await using var server = CountingServer.Reacting(Reaction.Succeed);
        using var transport = new HttpClientHandler();
        using var invoker = new HttpMessageInvoker(transport, disposeHandler: false);
        using (await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, server.Address), default))
        {
        }

        Assert.That(
            () => ApiConnection.Create(TestService.Description, new TestOptions { ApiKey = "k", Transport = transport }),
            Throws.InvalidOperationException.With.Message.Contains("AllowAutoRedirect"));
    }

    [TestCase("http://127.0.0.1:1/", false)]
    [TestCase("http://localhost:1/", false)]
    [TestCase("http://[::1]:1/", false)]
    [TestCase("https://api.example.test/", true)]
    public void No_proxy_stands_between_a_program_and_its_own_machine(string address, bool usesProxy)
    {
        using var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), new Uri(address));

        Assert.That(transport.UseProxy, Is.EqualTo(usesProxy));
    }

    [Test]
    public async Task Nor_with_dependency_injection()
    {
        await using var provider = Registered(new Uri("http://127.0.0.1:1/"), null, out var primary);
        provider.GetRequiredService<TestClient>();

        Assert.That(((SocketsHttpHandler)primary()!).UseProxy, Is.False);
    }

    [Test]
    public async Task Headers_that_handlers_add_do_not_pile_up()
    {
        var transport = new ScriptedTransport().Respond(503).Respond(503).Respond(200, """{"value":"x"}""");
        var signed = 0;
        using var connection = TestService.Connect(transport, options =>
        {
            options.CallHandlers.Add(() => new HeaderHandler("X-Call", () => "c"));
            options.AttemptHandlers.Add(() => new HeaderHandler("X-Sig", () => $"s{++signed}"));
        });

        await connection.CallAsync(options: new RequestOptions { Headers = { ["X-Own"] = "o" } });

        Assert.That(transport.Sent, Has.Count.EqualTo(3));
        for (var i = 0; i < 3; i++)
        {
            Assert.That(transport.Sent[i].Headers["X-Sig"], Is.EqualTo($"s{i + 1}"));
            Assert.That(transport.Sent[i].Headers["X-Call"], Is.EqualTo("c"));
            Assert.That(transport.Sent[i].Headers["X-Own"], Is.EqualTo("o"));
            Assert.That(transport.Sent[i].Headers["User-Agent"], Is.EqualTo(transport.Sent[0].Headers["User-Agent"]));
        }
    }

    [TestCase("GET")]
    [TestCase("DELETE")]
    public async Task A_client_without_retries_sends_once_also_where_dotnet_would_repeat_by_itself(string method)
    {
        await using var server = CountingServer.Reacting(Reaction.Succeed, Reaction.Lose);
        var options = new TestOptions { ApiKey = "k", BaseAddress = server.Address };
        options.Resilience.Retry.MaxRetryAttempts = 0;
        using var connection = ApiConnection.Create(TestService.Description, options);
        await connection.CallAsync(TestService.Request(method));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.Request(method)));

        Assert.That(failure!.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task A_client_that_is_disposed_during_a_call_is_named()
    {
        var gate = new TaskCompletionSource();
        using var transport = new DisposableTransport(gate.Task);
        var options = TestService.Options(transport);
        var connection = ApiConnection.Create(TestService.Description, options);

        var call = connection.CallAsync();
        connection.Dispose();
        transport.Dispose();
        gate.SetResult();

        var failure = await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.That(failure!.ObjectName, Is.EqualTo("TestClient"));
        var after = await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.CallAsync());
        Assert.That(after!.ObjectName, Is.EqualTo("TestClient"));
    }

    private static ServiceProvider Registered(Uri address, Func<HttpMessageHandler>? transport) => Registered(address, transport, out _);

    private static ServiceProvider Registered(Uri address, Func<HttpMessageHandler>? transport, out Func<HttpMessageHandler?> primary)
    {
        HttpMessageHandler? seen = null;
        primary = () => seen;
        var services = new ServiceCollection();
        var builder = services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), options =>
            {
                options.ApiKey = "k";
                options.BaseAddress = address;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, _) => seen = handler);
        if (transport is not null)
        {
            builder.ConfigurePrimaryHttpMessageHandler(transport);
        }

        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class HeaderHandler(string name, Func<string> value) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken cancellationToken)
        {
            request.Headers.Add(name, value());
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Fails once the gate is open, and is disposed then.</summary>
    private sealed class DisposableTransport(Task gate) : HttpMessageHandler
    {
        private bool _isDisposed;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken cancellationToken)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            await gate;
            return new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable);
        }

        protected override void Dispose(bool disposing) => _isDisposed = true;
    }
}
