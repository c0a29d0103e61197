using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class FactorySenderTests
{
    [Test]
    public async Task A_client_of_the_factory_is_used_for_a_minute_and_then_renewed()
    {
        var clock = new FakeTimeProvider();
        var factory = new CountingFactory();
        using var sender = new FactorySender(Chain(), factory, "name", new TestOptions { TimeProvider = clock });

        await SendAsync(sender);
        clock.Advance(TimeSpan.FromSeconds(59));
        await SendAsync(sender);
        Assert.That(factory.Made, Is.EqualTo(1));

        clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(sender);
        Assert.That(factory.Made, Is.EqualTo(2));
    }

    [Test]
    public async Task What_belongs_to_the_factory_is_not_disposed()
    {
        var factory = new CountingFactory();
        var sender = new FactorySender(Chain(), factory, "name", new TestOptions());

        sender.Dispose();

        await SendAsync(sender);
        Assert.That(factory.Transport.IsDisposed, Is.False);
    }

    private static HandlerChain Chain() => new(TestService.Description, () => new TestOptions(), log: null);

    private static async Task SendAsync(FactorySender sender)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, sender.BaseAddress);
        using var response = await sender.SendAsync(message, default);
    }

    private sealed class CountingFactory : IHttpClientFactory
    {
        public ScriptedTransport Transport { get; } = new ScriptedTransport().Respond(200);

        public int Made { get; private set; }

        public HttpClient CreateClient(string name)
        {
            Made++;
            return new HttpClient(Transport, disposeHandler: false) { BaseAddress = new Uri("https://api.test") };
        }
    }
}
