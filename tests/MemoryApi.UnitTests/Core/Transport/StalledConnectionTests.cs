using System;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>A server or a proxy that accepts a connection and then says nothing.</summary>
public sealed class StalledConnectionTests
{
    private const string Host = "api.example.test";

    private static readonly byte[] Memory = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"id\":\"1\",\"memory\":\"\"}"u8.ToArray();

    [Test]
    public async Task With_all_defaults_a_first_get_takes_no_more_than_12_seconds_and_an_add_is_repeated()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), Handshake.Stall, Handshake.Stall, Handshake.Complete) { Response = Memory };
        var services = new ServiceCollection();
        services
            .AddMem0Client(options =>
            {
                options.ApiKey = "key";
                options.BaseAddress = server.Address;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).Trust(server.Certificate));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Mem0Client>();
        var begin = Stopwatch.GetTimestamp();

        var get = client.WithRawResponse.Memories.GetAsync("1");
        var add = client.WithRawResponse.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text")]) { UserId = "u" });
        await get;
        var elapsed = Stopwatch.GetElapsedTime(begin);
        await add;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(elapsed, Is.InRange(TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(12)));
            Assert.That(((await get).Attempts, (await add).Attempts), Is.EqualTo((2, 2)));
            Assert.That(server.Requests, Is.EqualTo(2), "each was sent once");
        }
    }

    [Test]
    public async Task A_retry_makes_a_connection_of_its_own_also_when_an_attempt_has_less_time_than_a_connection()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), Handshake.Stall, Handshake.Complete);

        // A tenth of it has to be more than a busy machine is late.
        using var connection = Connect(server, options => options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(2));

        var response = await connection.SendForResponseAsync(TestService.RequestWithBody("fact"), null, default);

        Assert.That((response.Attempts, server.Connections, server.Requests), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public async Task When_no_connection_is_made_the_exception_says_so()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), Handshake.Stall);
        using var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), server.Address);
        transport.ConnectTimeout = TimeSpan.FromSeconds(0.25);
        using var connection = TestService.Connect(transport, options =>
        {
            options.BaseAddress = server.Address;
            options.Resilience.Retry.MaxRetryAttempts = 1;
        });

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message, Is.EqualTo("Things_Call: no connection was made within 0.25 s. Check the network, the proxy and the base address."));
            Assert.That(failure.Timeout, Is.EqualTo(TimeSpan.FromSeconds(0.25)));
            Assert.That((failure.Attempts, failure.WasNotProcessed), Is.EqualTo((2, true)));
            Assert.That(server.Connections, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task A_proxy_that_says_nothing_is_no_other_case()
    {
        await using var proxy = new TestProxy { Stalls = true };
        using var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), new Uri($"https://{Host}/"));
        transport.ConnectTimeout = TimeSpan.FromSeconds(0.2);
        transport.Proxy = proxy.For(null);
        using var connection = TestService.Connect(transport, options => options.BaseAddress = new Uri($"https://{Host}/"));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That((failure!.Attempts, failure.WasNotProcessed, proxy.Connections), Is.EqualTo((4, true, 4)));
    }

    [Test]
    public async Task In_a_transport_of_the_program_a_time_that_runs_out_says_nothing_of_a_connection()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), Handshake.Stall);
        using var transport = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(0.2) };
        using var connection = TestService.Connect(transport, options => options.BaseAddress = server.Address);

        var add = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));
        var get = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => connection.CallAsync());

        Assert.That((add!.Attempts, add.WasNotProcessed, add.Timeout), Is.EqualTo((1, false, (TimeSpan?)null)));
        Assert.That(get!.Attempts, Is.EqualTo(4));
    }

    [TestCase(30, 10)]
    [TestCase(100, 10)]
    [TestCase(10, 9)]
    [TestCase(1, 0.9)]
    public void A_connection_has_10_seconds_or_nine_tenths_of_an_attempt(double attempt, double expected)
    {
        var options = new TestOptions();
        options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(attempt);

        Assert.That(ConnectTimeout(options), Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [Test]
    public void A_connection_has_10_seconds_where_nobody_knows_what_an_attempt_has()
    {
        var generated = new TestOptions();
        generated.Resilience.AttemptTimeout.TimeoutGenerator = _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(1));
        var without = new TestOptions { UseResilience = false };
        without.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);

        Assert.That(new[] { generated, without }.Select(ConnectTimeout), Is.All.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void Limits_that_a_program_has_set_for_all_its_transports_stay()
    {
        using var transport = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), MaxConnectionsPerServer = 5 };
        BuiltInTransport.Configure(transport, new TestOptions(), new Uri($"https://{Host}/"));

        Assert.That((transport.ConnectTimeout, transport.MaxConnectionsPerServer), Is.EqualTo((TimeSpan.FromSeconds(3), 5)));
        Assert.That(BuiltInTransport.ConnectTimeoutOf(transport), Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    private static TimeSpan ConnectTimeout(TestOptions options)
    {
        using var transport = (SocketsHttpHandler)BuiltInTransport.Create(options, new Uri($"https://{Host}/"));
        return transport.ConnectTimeout;
    }

    /// <summary>A client on the built-in transport, which is made for its options.</summary>
    private static ApiConnection Connect(TlsServer server, Action<TestOptions> configure)
    {
        var options = TestService.Options(null!, configure);
        options.BaseAddress = server.Address;
        options.Transport = ((SocketsHttpHandler)BuiltInTransport.Create(options, server.Address)).Trust(server.Certificate);
        return ApiConnection.Create(TestService.Description, options);
    }
}
