using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>Calls through a proxy: the tunnel, the login, and what becomes of a refusal.</summary>
public sealed class ProxyTests
{
    private const string Host = "api.example.test";
    private const string Login = "user:p4ssw0rd";
    private const string WrongLogin = "user:wr0ng";
    private static readonly Uri Service = new($"https://{Host}/");

    [TestCase(null)]
    [TestCase(Login)]
    public async Task A_call_goes_through_a_tunnel(string? login)
    {
        await using var server = new TlsServer(TestCertificate.For(Host));
        await using var proxy = new TestProxy(server.EndPoint) { Login = login };
        using var connection = Connect(proxy.For(login), server);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That(await connection.CallAsync(TestService.RequestWithBody("fact")), Is.EqualTo("x"));

        Assert.That((server.Requests, proxy.Tunnels, proxy.Logins), Is.EqualTo((2, 1, login is null ? 0 : 1)));
    }

    [Test]
    public async Task The_tunnel_of_the_environments_proxy_is_logged_in_to_with_the_login_of_its_address()
    {
        await using var server = new TlsServer(TestCertificate.For(Host));
        await using var proxy = new TestProxy(server.EndPoint) { Login = Login };
        using var usual = new DefaultProxy(new AddressProxy(proxy.Address(Login)));
        using var transport = ((SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), Service)).Trust(server.Certificate);
        using var connection = TestService.Connect(transport, options => options.BaseAddress = Service);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
        Assert.That((server.Requests, proxy.Tunnels), Is.EqualTo((1, 1)));
    }

    [TestCase(null, 0)]
    [TestCase(WrongLogin, 1)]
    public async Task A_login_that_is_refused_is_tried_once_and_named(string? login, int logins)
    {
        await using var proxy = new TestProxy { Login = Login };
        using var connection = Connect(proxy.For(login));

        foreach (var request in new[] { TestService.Request(), TestService.RequestWithBody("fact") })
        {
            var before = proxy.Logins;
            var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(request));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(failure!.Message, Does.Contain("the proxy refused the login (407)").And.Contain("HTTPS_PROXY"));
                Assert.That(failure.Attempts, Is.EqualTo(1));
                Assert.That(failure.WasNotProcessed, Is.True);
                Assert.That(failure.InnerException!.InnerException, Is.Null);
                Assert.That(proxy.Logins - before, Is.EqualTo(logins));
            }
        }
    }

    [Test]
    public async Task A_login_that_is_refused_is_tried_once_also_by_a_pipeline_that_a_program_adds()
    {
        await using var proxy = new TestProxy { Login = Login };
        var services = new ServiceCollection();
        services
            .AddApiClient<Registration.TestClient, TestOptions>(TestService.Description, made => new Registration.TestClient(made), options => options.ApiKey = TestService.Key)
            .ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).Proxy = proxy.For(WrongLogin))
            .AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
        await using var provider = services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => provider.GetRequiredService<Registration.TestClient>().CallAsync());

        Assert.That(failure!.Message, Does.Contain("the proxy refused the login (407)"));
        Assert.That(proxy.Logins, Is.EqualTo(1));
    }

    [Test]
    public async Task So_is_one_for_plain_http()
    {
        await using var proxy = new TestProxy { Login = Login };
        using var connection = Connect(proxy.For(WrongLogin), configure: options =>
        {
            options.BaseAddress = new Uri($"http://{Host}/");
            options.AllowInsecureBaseAddress = true;
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That(failure!.Message, Does.Contain("the proxy refused the login (407)"));
        Assert.That((failure.Attempts, failure.WasNotProcessed, proxy.Logins), Is.EqualTo((1, true, 1)));
    }

    [TestCase(new byte[] { 5, 2 }, new byte[] { 1, 1 }, TestName = "SOCKS, wrong password")]
    [TestCase(new byte[] { 5, 255 }, new byte[0], TestName = "SOCKS, no way to log in")]
    public async Task So_is_one_of_SOCKS(byte[] choice, byte[] result)
    {
        var connections = 0;
        var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), Service);
        transport.Proxy = new WebProxy("socks5://127.0.0.1:1") { Credentials = new NetworkCredential("user", "wr0ng") };
        transport.ConnectCallback = (_, _) =>
        {
            connections++;
            return new ValueTask<Stream>(new ScriptedConnection([.. choice, .. result]));
        };
        using var connection = TestService.Connect(transport, options => options.BaseAddress = Service);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.Message, Does.Contain("the proxy refused the login"));
        Assert.That((failure.Attempts, connections), Is.EqualTo((1, 1)));
    }

    [TestCase(403)]
    [TestCase(405)]
    public async Task A_proxy_that_forbids_the_host_is_asked_once_and_named(int status)
    {
        await using var proxy = new TestProxy { Refusal = TestProxy.Status(status) };
        using var connection = Connect(proxy.For(Login));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That(failure!.Message, Does.Contain($"the proxy refused to connect to the service ({status})").And.Contain("NO_PROXY"));
        Assert.That((failure.Attempts, failure.WasNotProcessed, proxy.Connections), Is.EqualTo((1, true, 1)));
    }

    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_proxy_that_does_not_reach_the_service_is_asked_again_also_for_an_operation_that_may_not_run_twice(int status)
    {
        await using var proxy = new TestProxy { Refusal = TestProxy.Status(status) };
        using var connection = Connect(proxy.For(Login));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That(failure!.InnerException!.Message, Is.EqualTo($"The proxy couldn't make a connection (status {status})."));
        Assert.That((failure.Attempts, failure.WasNotProcessed), Is.EqualTo((4, true)));
    }

    /// <summary>.NET 8 gives the status in the text alone; a trimmed program has no texts.</summary>
    [TestCase("The proxy tunnel request to proxy 'http://user:p4ssw0rd@127.0.0.1:8080/' failed with status code '407'.\"", "the proxy refused the login (407)")]
    [TestCase("The proxy tunnel request to proxy 'http://127.0.0.1:403/' failed with status code '407'.\"", "the proxy refused the login (407)")]
    [TestCase("net_http_proxy_tunnel_returned_failure_status_code, http://user:p4ssw0rd@127.0.0.1:8080/, 403", "the proxy refused to connect to the service (403)")]
    public async Task The_status_is_read_from_the_text_where_it_stands_nowhere_else(string text, string problem)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Fail(new HttpRequestException(HttpRequestError.ProxyTunnelError, text)));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.Message, Does.Contain(problem));
        Assert.That(failure.ToString(), Does.Not.Contain("p4ssw0rd"));
    }

    [TestCase("http://user:p4ss w@rd/x@host:1/", "The address http://***@host:1/ is no good.")]
    [TestCase("http://host:1/", "The address http://host:1/ is no good.")]
    public async Task No_text_of_the_transport_repeats_the_login_of_an_address(string address, string expected)
    {
        using var connection = TestService.Connect(new ScriptedTransport().Fail(
            new HttpRequestException(HttpRequestError.Unknown, "Outer.", new IOException($"The address {address} is no good."))));

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.GetBaseException().Message, Is.EqualTo(expected));
        Assert.That(failure.ToString(), Does.Not.Contain("p4ss"));
    }

    public static IEnumerable<TestCaseData> Transports()
    {
        yield return new TestCaseData((Func<WebProxy, HttpMessageHandler>)(proxy => new SocketsHttpHandler { Proxy = proxy })).SetArgDisplayNames("SocketsHttpHandler");
        yield return new TestCaseData((Func<WebProxy, HttpMessageHandler>)(proxy => new HttpClientHandler { Proxy = proxy })).SetArgDisplayNames("HttpClientHandler");
        yield return new TestCaseData((Func<WebProxy, HttpMessageHandler>)(proxy => new RecordingHandler("outer", []) { InnerHandler = new SocketsHttpHandler { Proxy = proxy } })).SetArgDisplayNames("wrapped");
    }

    [TestCaseSource(nameof(Transports))]
    public async Task A_transport_of_the_program_logs_in_and_does_not_see_the_login_in_the_address(Func<WebProxy, HttpMessageHandler> make)
    {
        await using var proxy = new TestProxy { Login = Login, Refusal = TestProxy.Status(502) };
        using var transport = make(proxy.For(Login));
        using var connection = TestService.Connect(transport, options => options.BaseAddress = Service);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.InnerException!.Message, Is.EqualTo("The proxy couldn't make a connection (status 502)."));
        Assert.That(proxy.Logins, Is.EqualTo(4), "one for each attempt");
        var primary = transport is DelegatingHandler outer ? outer.InnerHandler : transport;
        var used = primary is SocketsHttpHandler sockets ? sockets.Proxy : ((HttpClientHandler)primary!).Proxy;
        Assert.That(used!.GetProxy(Service), Is.EqualTo(proxy.Address()));
        Assert.That(used.GetProxy(Service)!.UserInfo, Is.Empty);
    }

    /// <summary>A client on the built-in transport with a proxy.</summary>
    private static ApiConnection Connect(WebProxy proxy, TlsServer? server = null, Action<TestOptions>? configure = null)
    {
        var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), Service);
        transport.Proxy = proxy;
        return TestService.Connect(server is null ? transport : transport.Trust(server.Certificate), options =>
        {
            options.BaseAddress = Service;
            configure?.Invoke(options);
        });
    }

    /// <summary>A connection on which this is received, whatever is sent.</summary>
    private sealed class ScriptedConnection(byte[] received) : MemoryStream(received, writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, System.Threading.CancellationToken cancellationToken = default) => default;
    }
}
