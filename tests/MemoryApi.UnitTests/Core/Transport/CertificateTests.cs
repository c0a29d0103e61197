using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>Handshakes that fail, over sockets: what a person has to mend is tried once and named, what passes is tried again.</summary>
public sealed class CertificateTests
{
    private static readonly Uri Elsewhere = new("https://api.example.test/");

    public static IEnumerable<TestCaseData> Certificates()
    {
        yield return Case("expired", TestCertificate.For("127.0.0.1", -10, -1), isTrusted: true, "it has expired or isn't valid yet", "clock");
        yield return Case("not yet valid", TestCertificate.For("127.0.0.1", 1, 10), isTrusted: true, "it has expired or isn't valid yet", "clock");
        yield return Case("untrusted", TestCertificate.For("127.0.0.1"), isTrusted: false, "its issuer isn't trusted here", "root certificate");
        yield return Case("wrong host", TestCertificate.For("other.example.test"), isTrusted: true, "it is for another host", "base address");
        yield return Case("expired and untrusted", TestCertificate.For("127.0.0.1", -10, -1), isTrusted: false, "it has expired or isn't valid yet, and its issuer isn't trusted here", "root certificate");
    }

    [TestCaseSource(nameof(Certificates))]
    public async Task A_certificate_that_is_not_accepted_is_named_after_one_handshake(X509Certificate2 certificate, bool isTrusted, string reason, string remedy)
    {
        await using var server = new TlsServer(certificate);
        using var connection = Connect(server, isTrusted);

        foreach (var request in new[] { TestService.Request(), TestService.RequestWithBody("fact") })
        {
            var before = server.Connections;
            var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(request));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(failure!.Message, Does.StartWith("Things_Call: the certificate of 127.0.0.1 isn't accepted: " + reason + ".").And.Contain(remedy));
                Assert.That(failure.Attempts, Is.EqualTo(1));
                Assert.That(failure.WasNotProcessed, Is.True);
                Assert.That(failure.GetBaseException(), Is.TypeOf<AuthenticationException>());
                Assert.That(server.Connections - before, Is.EqualTo(1));
                Assert.That(server.Requests, Is.Zero);
            }
        }
    }

    [Test]
    public async Task A_certificate_that_the_programs_own_check_refuses_is_named_too()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"));
        using var transport = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => false } };
        using var connection = TestService.Connect(transport, options => options.BaseAddress = server.Address);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync());

        Assert.That(failure!.Message, Is.EqualTo(
            "Things_Call: the certificate of 127.0.0.1 isn't accepted. Check the base address, proxies in between and which certificates this machine trusts."));
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_port_that_speaks_http_is_named_after_one_handshake()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), Handshake.PlainHttp);
        using var connection = Connect(server, isTrusted: true);

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message, Does.Contain("can't agree on TLS").And.Contain("port of the base address"));
            Assert.That(failure.Attempts, Is.EqualTo(1));
            Assert.That(failure.WasNotProcessed, Is.True);
            Assert.That(server.Connections, Is.EqualTo(1));
        }
    }

    [TestCase(Handshake.Close)]
    [TestCase(Handshake.Reset)]
    public async Task A_handshake_that_breaks_off_is_tried_again_also_for_an_operation_that_may_not_run_twice(Handshake handshake)
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"), handshake, handshake, Handshake.Complete);
        using var connection = Connect(server, isTrusted: true);

        Assert.That(await connection.CallAsync(TestService.RequestWithBody("fact")), Is.EqualTo("x"));
        Assert.That((server.Connections, server.Requests), Is.EqualTo((3, 1)));
    }

    [Test]
    public async Task A_pipeline_that_a_program_adds_tries_once_too()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"));
        var services = new ServiceCollection();
        services
            .AddApiClient<Registration.TestClient, TestOptions>(TestService.Description, connection => new Registration.TestClient(connection), options =>
            {
                options.ApiKey = TestService.Key;
                options.BaseAddress = server.Address;
            })
            .AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
        await using var provider = services.BuildServiceProvider();

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => provider.GetRequiredService<Registration.TestClient>().CallAsync());

        Assert.That(failure!.Message, Does.Contain("its issuer isn't trusted here"));
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Bytes_that_cannot_be_decrypted_after_the_request_are_no_refused_handshake()
    {
        var failure = new HttpRequestException(
            HttpRequestError.Unknown, "An error occurred while sending the request.", new System.IO.IOException("The read operation failed.", new AuthenticationException("corrupted frame")));
        using var connection = TestService.Connect(new ScriptedTransport().Fail(failure));

        var surfaced = await Assert.ThrowsAsync<MemoryApiTransportException>(() => connection.CallAsync(TestService.RequestWithBody("fact")));

        Assert.That((surfaced!.Attempts, surfaced.WasNotProcessed), Is.EqualTo((1, false)));
        Assert.That(surfaced.Message, Does.Contain("no complete response"));
    }

    /// <summary>A client on the built-in transport.</summary>
    private static ApiConnection Connect(TlsServer server, bool isTrusted)
    {
        var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), Elsewhere);
        return TestService.Connect(isTrusted ? transport.Trust(server.Certificate) : transport, options => options.BaseAddress = server.Address);
    }

    private static TestCaseData Case(string name, X509Certificate2 certificate, bool isTrusted, string reason, string remedy) =>
        new TestCaseData(certificate, isTrusted, reason, remedy).SetArgDisplayNames(name);
}
