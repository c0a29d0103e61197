using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.FrameworkTests;

/// <summary>Failures that a retry can't fix aren't retried. The exception names the cause, also on frameworks where .NET reports fewer details.</summary>
internal sealed class RefusedConnectionTests
{
    [Test]
    public async Task A_certificate_that_is_not_trusted()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"));
        using var client = new Mem0Client("key", new Mem0ClientOptions { BaseAddress = server.Address });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => client.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text")]) { UserId = "u" }));

        Assert.That(failure!.Message, Does.Contain("the certificate of 127.0.0.1 isn't accepted: its issuer isn't trusted here."));
        Assert.That((failure.Attempts, failure.WasNotProcessed, server.Connections), Is.EqualTo((1, true, 1)));
    }

    [Test]
    public async Task A_login_at_a_proxy()
    {
        await using var proxy = new TestProxy { Login = "other:login" };
        using var transport = new HttpClientHandler { Proxy = proxy.For("s3cretuser:s3cretpassword") };
        using var client = new Mem0Client("key", new Mem0ClientOptions { Transport = transport });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => client.Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text")]) { UserId = "u" }));

        Assert.That(failure!.Message, Does.Contain("the proxy refused the login (407)"));
        Assert.That(failure.ToString(), Does.Not.Contain("s3cret"));
        Assert.That((failure.Attempts, failure.WasNotProcessed, proxy.Logins), Is.EqualTo((1, true, 1)));
    }

    [Test]
    public async Task A_host_at_a_proxy()
    {
        await using var proxy = new TestProxy { Refusal = TestProxy.Status(403) };
        using var transport = new HttpClientHandler { Proxy = proxy.For("s3cretuser:s3cretpassword") };
        using var client = new Mem0Client("key", new Mem0ClientOptions { Transport = transport });

        var failure = await Assert.ThrowsAsync<MemoryApiTransportException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure!.Message, Does.Contain("the proxy refused to connect to the service (403)"));
        Assert.That((failure.Attempts, proxy.Connections), Is.EqualTo((1, 1)));
    }
}
