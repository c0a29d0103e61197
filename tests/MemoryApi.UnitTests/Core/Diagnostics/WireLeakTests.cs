using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>
/// Under TLS and through proxies, over sockets: everything that spans, metrics, logs and exceptions hold, .NET's own and those that a program's handlers see too, searched
/// for all that calls have in them and for the login of the proxy.
/// </summary>
public sealed class WireLeakTests
{
    private const string Host = "api.example.test";
    private const string Login = $"{Secrets.ProxyUser}:{Secrets.ProxyPassword}";
    private static readonly Uri Service = new($"https://{Host}/");

    // The clients' sources of spans, and all sources of .NET and Polly that concern calls and connections.
    private static readonly string[] Sources =
    [
        Mem0Diagnostics.ActivitySourceName, BlandDiagnostics.ActivitySourceName, "System.Net.Http", "System.Net.NameResolution", "Experimental.System.Net.Http.Connections",
        "Experimental.System.Net.NameResolution", "Experimental.System.Net.Sockets", "Experimental.System.Net.Security", "Polly",
    ];

    /// <summary>Whose transport it is, and where it gets its proxy from.</summary>
    public enum Transport
    {
        BuiltIn,
        BuiltInAndDefaultProxy,
        Sockets,
        SocketsAndDefaultProxy,
        ClientHandler,
        UsedBefore,
    }

    /// <param name="Name">What happens.</param>
    /// <param name="Proxy">The proxy; it leads to the server.</param>
    /// <param name="Server">What stands behind it.</param>
    public sealed record Scene(string Name, Func<IPEndPoint, TestProxy> Proxy, Func<TlsServer> Server)
    {
        public bool IsTrusted { get; init; } = true;

        public override string ToString() => Name;
    }

    public static IEnumerable<Scene> Scenes()
    {
        yield return new Scene("success", Tunnel, () => Responding(200, "{}"));
        yield return new Scene("the service fails and quotes", Tunnel, () => Responding(500, SecretCalls.Echo));
        yield return new Scene("the service refuses and quotes", Tunnel, () => Responding(400, SecretCalls.Echo));
        yield return new Scene("no HTTP", Tunnel, () => new TlsServer(TestCertificate.For(Host)) { Response = Encoding.ASCII.GetBytes($"{SecretCalls.Echo}\r\n\r\n") });
        yield return new Scene("a response that breaks off", Tunnel, () => new TlsServer(TestCertificate.For(Host)) { Closes = true, Response = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{SecretCalls.Echo}") });
        yield return new Scene("an untrusted certificate", Tunnel, () => Responding(200, "{}")) { IsTrusted = false };
        yield return new Scene("an expired certificate", Tunnel, () => new TlsServer(TestCertificate.For(Host, -10, -1)));
        yield return new Scene("a certificate for another host", Tunnel, () => new TlsServer(TestCertificate.For("other.example.test")));
        yield return new Scene("a port for http", Tunnel, () => new TlsServer(TestCertificate.For(Host), Handshake.PlainHttp));
        yield return new Scene("a handshake that is reset", Tunnel, () => new TlsServer(TestCertificate.For(Host), Handshake.Reset));
        yield return new Scene("a login that is refused", _ => new TestProxy { Login = "another:login" }, Unused);
        foreach (var status in new[] { 403, 407, 502, 503 })
        {
            yield return new Scene($"a proxy that refuses with {status}", _ => new TestProxy { Refusal = TestProxy.Status(status, $"X-Login: {Login}\r\n", Login) }, Unused);
        }

        yield return new Scene("a proxy that speaks no HTTP", _ => new TestProxy { Refusal = $"{SecretCalls.Echo}\r\n\r\n" }, Unused);
        yield return new Scene("a proxy that closes", _ => new TestProxy { Refusal = string.Empty }, Unused);
        yield return new Scene("a proxy that resets", _ => new TestProxy { Resets = true }, Unused);
        yield return new Scene("a proxy that stalls", _ => new TestProxy { Stalls = true }, Unused);
    }

    [Test]
    public async Task Nothing_of_a_call_or_of_a_proxys_login_is_told_by_anybody(
        [ValueSource(nameof(Scenes))] Scene scene, [Values] Transport kind)
    {
        await using var server = scene.Server();
        await using var proxy = scene.Proxy(server.EndPoint);
        using var usual = new DefaultProxy(kind is Transport.BuiltInAndDefaultProxy or Transport.SocketsAndDefaultProxy ? new AddressProxy(Address(proxy)) : HttpClient.DefaultProxy);
        using var transport = await MakeAsync(kind, proxy, scene.IsTrusted ? server : null);
        using var recorder = new Recorder(Sources);
        var seen = new ConcurrentQueue<string>();
        using (var mem0 = new Mem0Client(Configured(new Mem0ClientOptions(), transport, recorder, seen, proxy.Stalls)))
        using (var bland = new BlandClient(Configured(new BlandClientOptions(), transport, recorder, seen, proxy.Stalls)))
        {
            // How a call is made matters in no other transport otherwise than in this one.
            foreach (var call in SecretCalls.Of(mem0, bland).Where((_, i) => kind == Transport.BuiltIn || i is 0 or 1 or 4))
            {
                await RunAsync(call, seen);
            }
        }

        Assert.That(proxy.Connections, Is.GreaterThan(0), "the calls went to the proxy");
        Assert.That(proxy.Tunnels > 0, Is.EqualTo(proxy.Login == Login), "and through it, where it lets them");
        var texts = string.Join("\n", seen);
        var recorded = recorder.AllText();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Secrets.In(texts), Is.Empty, texts);

            // .NET's spans have the whole address of a request. Those of the built-in transport are switched off; in a transport of its own a program has wanted them, and when
            // that was used before it can't be changed.
            var isOwn = kind is not (Transport.BuiltIn or Transport.BuiltInAndDefaultProxy);
            Assert.That(isOwn ? kind == Transport.UsedBefore ? [] : Secrets.OfProxyIn(recorded) : Secrets.In(recorded), Is.Empty, recorded);
            Assert.That(recorded, Does.Contain(ClientDiagnostics.CallDuration));
        }
    }

    [Test]
    public async Task Nor_by_the_telemetry_of_a_pipeline_that_a_program_adds([ValueSource(nameof(Scenes))] Scene scene)
    {
        await using var server = scene.Server();
        await using var proxy = scene.Proxy(server.EndPoint);
        using var recorder = new Recorder(Sources);
        var seen = new ConcurrentQueue<string>();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(recorder.Log);
        services
            .AddMem0Client(options =>
            {
                options.ApiKey = Secrets.Key;
                options.BaseAddress = Service;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, _) => Trusting((SocketsHttpHandler)handler, proxy, scene.IsTrusted ? server : null))
            .AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
        await using var provider = services.BuildServiceProvider();

        await RunAsync(token => provider.GetRequiredService<Mem0Client>().Memories.GetAsync(Secrets.Id, cancellationToken: token), seen);

        var texts = string.Join("\n", seen) + recorder.AllText();
        Assert.That(Secrets.In(texts), Is.Empty, texts);
        Assert.That(recorder.Log.Entries, Is.Not.Empty);
    }

    [Test]
    public async Task No_address_that_a_program_sets_is_repeated_with_its_login()
    {
        var address = new Uri($"https://{Secrets.ProxyUser}:s3cretproxypassword@{Host}/");
        var services = new ServiceCollection();
        services
            .AddMem0Client(options => options.ApiKey = Secrets.Key)
            .ConfigureHttpClient(client => client.BaseAddress = address);
        await using var provider = services.BuildServiceProvider();

        var failures = new[]
        {
            Assert.Throws<ArgumentException>(() => new Mem0Client(Secrets.Key, new Mem0ClientOptions { BaseAddress = address })),
            Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<Mem0Client>()),
            (Exception?)Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => Registered(address)),
        };

        Assert.That(failures.Select(failure => Secrets.In(ExceptionText.Of(failure!))), Is.All.Empty);
        Assert.That(failures.Select(failure => failure!.Message), Is.All.Contains("user name or password"));
    }

    private static void Registered(Uri address)
    {
        var services = new ServiceCollection();
        services.AddMem0Client(options =>
        {
            options.ApiKey = Secrets.Key;
            options.BaseAddress = address;
        });
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<Mem0Client>();
    }

    private static TestProxy Tunnel(IPEndPoint target) => new(target) { Login = Login };

    private static TlsServer Unused() => Responding(200, "{}");

    private static TlsServer Responding(int status, string body) => new(TestCertificate.For(Host))
    {
        Response = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} {Secrets.ResponseText}\r\nX-Echo: {SecretCalls.Echo}\r\nRetry-After: 0\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
    };

    private static async Task<HttpMessageHandler> MakeAsync(Transport kind, TestProxy proxy, TlsServer? trusted)
    {
        switch (kind)
        {
            case Transport.BuiltIn:
            case Transport.BuiltInAndDefaultProxy:
                return Trusting((SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), Service), proxy, trusted, isDefault: kind == Transport.BuiltInAndDefaultProxy);
            case Transport.ClientHandler:
                return new HttpClientHandler
                {
                    Proxy = ProxyOf(proxy),
                    ServerCertificateCustomValidationCallback = trusted is null ? null : HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
                };
            default:
                var transport = Trusting(new SocketsHttpHandler { AllowAutoRedirect = false }, proxy, trusted, isDefault: kind == Transport.SocketsAndDefaultProxy);
                if (kind == Transport.UsedBefore)
                {
                    await UseAsync(transport);
                    Assert.That(() => transport.UseProxy = true, Throws.InvalidOperationException, "it can't be changed");
                }

                return transport;
        }
    }

    private static async Task UseAsync(SocketsHttpHandler transport)
    {
        using var client = new HttpMessageInvoker(transport, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, Service);
        try
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // As the scene has it.
        }
    }

    private static SocketsHttpHandler Trusting(SocketsHttpHandler transport, TestProxy proxy, TlsServer? trusted, bool isDefault = false)
    {
        transport.ConnectTimeout = TimeSpan.FromMilliseconds(proxy.Stalls ? 50 : 5_000);
        if (!isDefault)
        {
            transport.Proxy = ProxyOf(proxy);
        }

        return trusted is null ? transport : transport.Trust(trusted.Certificate);
    }

    private static WebProxy ProxyOf(TestProxy proxy) => new(Address(proxy)) { Credentials = new NetworkCredential(Secrets.ProxyUser, Secrets.ProxyPassword) };

    private static Uri Address(TestProxy proxy) => new($"http://{Secrets.ProxyUser}:{Uri.EscapeDataString(Secrets.ProxyPassword)}@127.0.0.1:{proxy.Port}/");

    private static TOptions Configured<TOptions>(TOptions options, HttpMessageHandler transport, Recorder recorder, ConcurrentQueue<string> seen, bool isStalling)
        where TOptions : ApiClientOptions
    {
        options.ApiKey = Secrets.Key;
        options.LoggerFactory = recorder.Log;
        options.Transport = transport;
        options.BaseAddress = Service;
        options.Resilience.Retry.Delay = TimeSpan.Zero;
        options.Resilience.Retry.MaxRetryAttempts = 1;
        options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(isStalling ? 0.1 : 5);
        options.CallHandlers.Add(() => new Watching(seen));
        options.AttemptHandlers.Add(() => new Watching(seen));
        return options;
    }

    private static async Task RunAsync(Func<CancellationToken, Task> call, ConcurrentQueue<string> seen)
    {
        try
        {
            await call(CancellationToken.None);
        }
        catch (Exception failure)
        {
            seen.Enqueue(ExceptionText.Of(failure));
        }
    }

    /// <summary>A program's handler that records the exceptions that it sees, as a handler that logs them would.</summary>
    private sealed class Watching(ConcurrentQueue<string> seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception failure)
            {
                seen.Enqueue(ExceptionText.Of(failure));
                throw;
            }
        }
    }
}
