using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Options;
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
        var options = new TestOptions { TimeProvider = clock };
        using var sender = new FactorySender(Chain(), factory, "name", () => options);

        await SendAsync(sender);
        clock.Advance(TimeSpan.FromSeconds(59));
        await SendAsync(sender);
        Assert.That(factory.Made, Is.EqualTo(1));

        clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(sender);
        Assert.That(factory.Made, Is.EqualTo(2));
    }

    [Test]
    public async Task When_the_options_change_the_client_is_renewed_at_once_and_only_then()
    {
        var options = new TestOptions();
        var factory = new CountingFactory();
        using var sender = new FactorySender(Chain(), factory, "name", () => options);
        await SendAsync(sender);

        options = new TestOptions();
        await SendAsync(sender);
        await SendAsync(sender);

        Assert.That(factory.Made, Is.EqualTo(2));
    }

    [Test]
    public async Task While_changed_options_are_invalid_the_client_that_is_held_is_used()
    {
        var options = new TestOptions();
        var isInvalid = false;
        var factory = new CountingFactory();
        using var sender = new FactorySender(Chain(), factory, "name", () => isInvalid ? throw new OptionsValidationException("name", typeof(TestOptions), ["invalid"]) : options);

        isInvalid = true;
        await SendAsync(sender);

        Assert.That(factory.Made, Is.EqualTo(1));
    }

    [Test]
    public async Task Options_that_are_new_each_time_are_used_too()
    {
        var factory = new CountingFactory();
        using var sender = new FactorySender(Chain(), factory, "name", () => new TestOptions());

        await SendAsync(sender);

        Assert.That(factory.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_belongs_to_the_factory_is_not_disposed()
    {
        var factory = new CountingFactory();
        var options = new TestOptions();
        var sender = new FactorySender(Chain(), factory, "name", () => options);

        sender.Dispose();

        await SendAsync(sender);
        Assert.That(factory.Transport.IsDisposed, Is.False);
    }

    private static HandlerChain Chain() => new(TestService.Description, () => new TestOptions(), log: null);

    private static async Task SendAsync(FactorySender sender)
    {
        var destination = sender.Destination;
        using var message = new HttpRequestMessage(HttpMethod.Get, destination.BaseAddress);
        using var response = await sender.SendAsync(message, destination, default);
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
