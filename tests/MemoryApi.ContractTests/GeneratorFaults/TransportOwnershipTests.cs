using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>A fault of another generated client: it disposed an HttpClient that wasn't its own, and ignored the base address beside one.</summary>
internal sealed class TransportOwnershipTests
{
    [Test]
    public async Task A_handler_passed_in_is_not_disposed()
    {
        using var transport = CannedTransport.Responding(200, """{"status":"ok"}""");
        using (var client = new Mem0Client("key", new Mem0ClientOptions { Transport = transport }))
        {
            await client.Account.PingAsync();
        }

        using var next = new BlandClient("key", new BlandClientOptions { Transport = transport });
        var failure = await Failing.CallAsync(() => next.Contacts.GetAsync("1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(transport.IsDisposed, Is.False);
            Assert.That(failure, Is.TypeOf<MemoryApiResponseException>(), "the second client has sent through the same handler");
            Assert.That(transport.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public async Task A_base_address_counts_also_with_a_handler_passed_in()
    {
        using var transport = CannedTransport.Responding(200, """{"status":"ok"}""");
        using var client = new Mem0Client("key", new Mem0ClientOptions { Transport = transport, BaseAddress = new Uri("https://proxy.test/gw") });

        await client.Account.PingAsync();

        Assert.That(transport.Requests.Single().RequestUri!.AbsoluteUri, Is.EqualTo("https://proxy.test/gw/v1/ping/"));
    }
}
