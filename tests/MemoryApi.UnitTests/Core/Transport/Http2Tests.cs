using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>HTTP/2 by the recipe in docs/proxies.md, against Kestrel over TLS, and what a server of HTTP/2 may do to a request.</summary>
public sealed class Http2Tests
{
    private const int RefusedStream = 7;
    private const int InternalError = 2;

    // How often .NET itself sends a refused request, before it says so.
    private const int SendsOfDotNet = 4;

    [Test]
    public async Task By_the_recipe_many_calls_share_a_connection_of_HTTP_2()
    {
        await using var server = await Http2Server.StartAsync();
        await using var provider = Registered(server);
        var client = provider.GetRequiredService<TestClient>();
        await client.CallAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.CallAsync()));

        Assert.That(server.Requests.Select(request => request.Protocol).Distinct(), Is.EqualTo(new[] { "HTTP/2" }));
        Assert.That(server.Requests.Select(request => request.Connection).Distinct().Count(), Is.EqualTo(1));
        Assert.That(server.Requests, Has.Count.EqualTo(51));
    }

    [Test]
    public async Task By_the_recipe_a_server_that_has_only_HTTP_1_is_reached_too()
    {
        await using var server = await Http2Server.StartAsync(HttpProtocols.Http1);
        await using var provider = Registered(server);

        Assert.That(await provider.GetRequiredService<TestClient>().CallAsync(), Is.EqualTo("x"));
        Assert.That(server.Requests.Single().Protocol, Is.EqualTo("HTTP/1.1"));
    }

    [Test]
    public async Task Its_pings_end_a_connection_that_the_network_has_lost_and_the_call_goes_by_another()
    {
        await using var server = await Http2Server.StartAsync();
        await using var relay = new Relay(server.Address);

        // As short as .NET allows. An attempt has longer than the test may take.
        await using var provider = Registered(server, address: relay.Address, configureTransport: transport =>
        {
            transport.KeepAlivePingDelay = TimeSpan.FromSeconds(1);
            transport.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
        });
        var connection = provider.GetRequiredService<TestClient>().Connection;
        await connection.CallAsync();
        relay.Lose();

        var response = await connection.SendForResponseAsync(TestService.Request(), null, default).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.That((response.Attempts, relay.Connections), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task Without_it_calls_go_by_HTTP_1()
    {
        await using var server = await Http2Server.StartAsync();
        await using var provider = Registered(server, isByRecipe: false);

        await provider.GetRequiredService<TestClient>().CallAsync();

        Assert.That(server.Requests.Single().Protocol, Is.EqualTo("HTTP/1.1"));
    }

    [Test]
    public async Task The_versions_policy_of_the_client_holds()
    {
        await using var server = await Http2Server.StartAsync(HttpProtocols.Http1);
        await using var provider = Registered(server, configureClient: client => client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact);

        await Assert.ThatAsync(() => provider.GetRequiredService<TestClient>().CallAsync(), Throws.InstanceOf<MemoryApiTransportException>());
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task Without_dependency_injection_a_handler_sets_the_version()
    {
        await using var server = await Http2Server.StartAsync();
        using var connection = Connect(server);

        await connection.CallAsync();

        Assert.That(server.Requests.Single().Protocol, Is.EqualTo("HTTP/2"));
    }

    [Test]
    public async Task A_refused_stream_was_not_processed_so_an_operation_that_may_not_run_twice_is_sent_again()
    {
        await using var server = await Http2Server.StartAsync();
        server.Reset(RefusedStream, times: SendsOfDotNet);
        using var connection = Connect(server);

        var response = await connection.SendForResponseAsync(TestService.RequestWithBody("fact"), null, default);

        Assert.That(response.Attempts, Is.EqualTo(2));
        Assert.That(server.Requests, Has.Count.EqualTo(SendsOfDotNet + 1));
    }

    [Test]
    public async Task An_exception_says_that_a_refused_stream_was_not_processed()
    {
        await using var server = await Http2Server.StartAsync();
        server.Reset(RefusedStream, times: int.MaxValue);
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That((failure!.Attempts, failure.WasNotProcessed), Is.EqualTo((4, true)));
    }

    [Test]
    public async Task A_stream_that_is_reset_for_another_reason_may_have_been_processed()
    {
        await using var server = await Http2Server.StartAsync();
        server.Reset(InternalError, times: int.MaxValue);
        using var connection = Connect(server);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That((failure!.Attempts, failure.WasNotProcessed), Is.EqualTo((1, false)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(0x10bL, true, TestName = "H3_REQUEST_REJECTED")]
    [TestCase(0x10cL, false, TestName = "H3_REQUEST_CANCELLED")]
    public async Task HTTP_3_says_it_with_a_code_of_its_own(long code, bool wasNotProcessed)
    {
        var reset = new HttpRequestException(HttpRequestError.HttpProtocolError, "reset", new HttpProtocolException(code, "reset", null));
        using var connection = TestService.Connect(new ScriptedTransport().Fail(reset));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That(failure!.WasNotProcessed, Is.EqualTo(wasNotProcessed));
    }

    [Test]
    public async Task A_connection_that_is_closed_at_its_beginning_is_told_as_that()
    {
        // It takes the beginning of HTTP/2 and closes.
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1")) { Protocol = SslApplicationProtocol.Http2 };
        using var transport = ((SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), server.Address)).Trust(server.Certificate);
        using var connection = TestService.Connect(transport, options =>
        {
            options.BaseAddress = server.Address;
            options.AttemptHandlers.Add(() => new Version2());
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.ToString(), Does.Not.Contain("isn't HTTP"));
        Assert.That(failure.Attempts, Is.EqualTo(4));
    }

    [Test]
    public async Task So_is_one_that_closes_while_it_is_set_up()
    {
        // What .NET says of it, on any machine.
        var ended = new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely while waiting for the next frame from the server.");
        var unreadable = new HttpIOException(HttpRequestError.InvalidResponse, "The HTTP/2 server did not complete the handshake.", ended);
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new HttpRequestException(HttpRequestError.InvalidResponse, unreadable.Message, unreadable)));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.InnerException!.Message, Is.EqualTo("The connection was closed before there was a response."));
        Assert.That(((HttpRequestException)failure.InnerException).HttpRequestError, Is.EqualTo(HttpRequestError.ResponseEnded));
    }

    /// <summary>As docs/proxies.md says, on a server whose certificate only this client trusts.</summary>
    private static ServiceProvider Registered(
        Http2Server server, bool isByRecipe = true, Action<HttpClient>? configureClient = null, Action<SocketsHttpHandler>? configureTransport = null, Uri? address = null)
    {
        var services = new ServiceCollection();
        var builder = services
            .AddApiClient<TestClient, TestOptions>(TestService.Description, connection => new TestClient(connection), options =>
            {
                options.ApiKey = TestService.Key;
                options.BaseAddress = address ?? server.Address;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).Trust(server.Certificate));
        if (isByRecipe)
        {
            builder
                .ConfigureHttpClient(client =>
                {
                    client.DefaultRequestVersion = HttpVersion.Version20;
                    client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
                })
                .ConfigurePrimaryHttpMessageHandler((handler, _) =>
                {
                    var transport = (SocketsHttpHandler)handler;
                    transport.EnableMultipleHttp2Connections = true;
                    transport.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
                    transport.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
                    transport.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
                    transport.InitialHttp2StreamWindowSize = 2 * 1024 * 1024;
                });
        }

        if (configureTransport is not null)
        {
            builder.ConfigurePrimaryHttpMessageHandler((handler, _) => configureTransport((SocketsHttpHandler)handler));
        }

        if (configureClient is not null)
        {
            builder.ConfigureHttpClient(configureClient);
        }

        return services.BuildServiceProvider();
    }

    private static ApiConnection Connect(Http2Server server)
    {
        var transport = ((SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), server.Address)).Trust(server.Certificate);
        return TestService.Connect(transport, options =>
        {
            options.BaseAddress = server.Address;
            options.AttemptHandlers.Add(() => new Version2());
        });
    }

    private sealed class Version2 : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version20;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Kestrel on 127.0.0.1.</summary>
    private sealed class Http2Server : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private readonly List<(string Protocol, string Connection)> _requests = [];
        private int _resets;
        private int _resetCode;

        private Http2Server(HttpProtocols protocols)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = protocols;
                endpoint.UseHttps(Certificate);
            }));
            _application = builder.Build();
            _application.Run(RespondAsync);
        }

        public X509Certificate2 Certificate { get; } = TestCertificate.For("127.0.0.1");

        public Uri Address => new(_application.Urls.Single());

        public IReadOnlyList<(string Protocol, string Connection)> Requests
        {
            get
            {
                lock (_requests)
                {
                    return [.. _requests];
                }
            }
        }

        public static async Task<Http2Server> StartAsync(HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
        {
            var server = new Http2Server(protocols);
            await server._application.StartAsync();
            return server;
        }

        /// <summary>Resets the next streams.</summary>
        public void Reset(int code, int times) => (_resetCode, _resets) = (code, times);

        public ValueTask DisposeAsync() => _application.DisposeAsync();

        private async Task RespondAsync(HttpContext context)
        {
            lock (_requests)
            {
                _requests.Add((context.Request.Protocol, context.Connection.Id));
            }

            if (Interlocked.Decrement(ref _resets) >= 0)
            {
                context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(_resetCode);
                return;
            }

            await context.Response.WriteAsync("""{"value":"x"}""");
        }
    }
}
