using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemoryApi.UnitTests.Mem0.Attribution;

/// <summary>Where calls come from, said as the vendor's clients say it.</summary>
[NonParallelizable]
public sealed class AttributionTests
{
    private static readonly string Own = "dotnet-MemoryApi.Mem0/" + Mem0Client.Service.ClientVersion;

    [SetUp]
    [TearDown]
    public void Forget()
    {
        foreach (var variable in new[] { "MEM0_SOURCE", "MEM0_APPLICATION", "MEM0_CLIENT_STACK" })
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Test]
    public async Task Nothing_is_said_by_default_but_the_client()
    {
        var sent = await SendAsync();

        Assert.That(sent.Headers["X-Mem0-Client"], Is.EqualTo(Own));
        Assert.That(sent.Headers.Keys, Has.None.EqualTo("X-Mem0-Source").And.None.EqualTo("X-Application"));
    }

    [Test]
    public async Task The_options_go_with_every_call()
    {
        var sent = await SendAsync(options =>
        {
            options.Source = " LANGCHAIN ";
            options.Application = "editor";
        });

        Assert.That((sent.Headers["X-Mem0-Source"], sent.Headers["X-Application"]), Is.EqualTo(("LANGCHAIN", "editor")));
    }

    [Test]
    public async Task The_variables_are_read_also_where_the_key_is_passed()
    {
        Environment.SetEnvironmentVariable("MEM0_SOURCE", "LANGCHAIN");
        Environment.SetEnvironmentVariable("MEM0_APPLICATION", "editor");
        Environment.SetEnvironmentVariable("MEM0_CLIENT_STACK", "plugin/0.3.1, wrapper/2.0");

        var sent = await SendAsync();

        Assert.That(
            (sent.Headers["X-Mem0-Source"], sent.Headers["X-Application"], sent.Headers["X-Mem0-Client"]),
            Is.EqualTo(("LANGCHAIN", "editor", "plugin/0.3.1, wrapper/2.0, " + Own)));
    }

    [Test]
    public async Task A_variable_is_read_where_the_client_is_registered()
    {
        Environment.SetEnvironmentVariable("MEM0_SOURCE", "LANGCHAIN");
        var transport = Responding();
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("Mem0:DefaultHeaders:X-Tenant", "acme"), new("Mem0:ApiKey", "k")]).Build().GetSection("Mem0");
        var services = new ServiceCollection();
        services.AddMem0Client(section).ConfigurePrimaryHttpMessageHandler(() => transport);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<Mem0Client>().Memories.GetAsync("1");

        Assert.That((transport.Sent[0].Headers["X-Mem0-Source"], transport.Sent[0].Headers["X-Tenant"]), Is.EqualTo(("LANGCHAIN", "acme")));
    }

    [Test]
    public async Task What_is_set_in_code_wins_over_the_variable_and_a_call_over_both()
    {
        Environment.SetEnvironmentVariable("MEM0_SOURCE", "LANGCHAIN");

        var set = await SendAsync(options => options.Source = "MINE");
        var removed = await SendAsync(options => options.Source = null);
        var ofCall = await SendAsync(options => options.Source = "MINE", new RequestOptions { Headers = { ["x-mem0-source"] = "CALL" } });

        Assert.That(set.Headers["X-Mem0-Source"], Is.EqualTo("MINE"));
        Assert.That(removed.Headers.Keys, Has.None.EqualTo("X-Mem0-Source"));
        Assert.That(ofCall.Headers["X-Mem0-Source"], Is.EqualTo("CALL"));
    }

    [TestCase("  ")]
    [TestCase("")]
    public void A_blank_variable_counts_as_absent(string value)
    {
        Environment.SetEnvironmentVariable("MEM0_SOURCE", value);

        Assert.That(new Mem0ClientOptions().Source, Is.Null);
    }

    [TestCase("", "own/1")]
    [TestCase(" , ,", "own/1")]
    [TestCase("a/1", "a/1, own/1")]
    [TestCase(" a/1 ,b/2", "a/1, b/2, own/1")]
    [TestCase("a/1,b/2,c/3,d/4", "a/1, b/2, c/3, own/1")]
    public void Outer_clients_stand_in_front_and_the_own_entry_is_never_displaced(string outer, string expected) =>
        Assert.That(ClientStack.With(outer, "own/1"), Is.EqualTo(expected));

    [Test]
    public void Entries_are_dropped_whole_when_they_do_not_fit_into_200_characters()
    {
        for (var length = 1; length < 260; length++)
        {
            var entry = new string('n', length) + "/1";
            var stack = ClientStack.With(entry + ", b/2", "own/1");

            Assert.That(stack, Is.EqualTo(
                entry.Length + ", b/2, own/1".Length <= 200 ? entry + ", b/2, own/1"
                : entry.Length + ", own/1".Length <= 200 ? entry + ", own/1"
                : "own/1"));
        }
    }

    private static async Task<SentRequest> SendAsync(Action<Mem0ClientOptions>? configure = null, RequestOptions? call = null)
    {
        var transport = Responding();
        var options = new Mem0ClientOptions { Transport = transport };
        configure?.Invoke(options);
        using var client = new Mem0Client("k", options);
        await client.Memories.GetAsync("1", call);
        return transport.Sent[0];
    }

    private static ScriptedTransport Responding() => new ScriptedTransport().Respond(200, """{"id":"1"}""");
}
