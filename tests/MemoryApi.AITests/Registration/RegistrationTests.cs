using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MemoryApi.AITests.Registration;

/// <summary>Memory that is registered with dependency injection.</summary>
public class RegistrationTests : EmulatorTests
{
    [Test]
    public async Task A_chat_client_gets_the_memory_of_its_services()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        var model = new ScriptedChatClient("Dal.");
        await using var provider = Services(services =>
        {
            services.AddMem0Memory(options => options.MaxMemories = 3).AddMem0Memory(options => options.Threshold = 0.2);
            services.AddChatClient(model).UseMem0Memory((_, options) => EmulatedMem0.Scope(options!.ModelId!));
        });

        await provider.GetRequiredService<IChatClient>().GetResponseAsync("dinner?", new ChatOptions { ModelId = "alice" });

        Assert.That(model.Last.Notes, Does.Contain("no meat"));
        Assert.That(Service.Emulator.Requests.For("Memories_Search").Single().Body, Does.Contain("\"top_k\":3").And.Contain("\"threshold\":0.2"));
        Assert.That(provider.GetServices<Mem0Memory>(), Is.EqualTo(new[] { provider.GetRequiredService<Mem0Memory>() }));
        Assert.That(provider.GetServices<IHostedService>().Count(service => service.GetType().Assembly == typeof(Mem0Memory).Assembly), Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task What_is_queued_is_stored_while_the_service_provider_is_disposed(bool isAwaited)
    {
        Service.Emulator.Faults.Next(3).ForOperation("Memories_Add").DelayResponse(TimeSpan.FromMilliseconds(50));
        var provider = Services(services => services.AddMem0Memory());
        var memory = provider.GetRequiredService<Mem0Memory>();
        for (var i = 0; i < 3; i++)
        {
            await memory.RememberAsync([new(ChatRole.User, "I eat no meat.")], [], EmulatedMem0.Scope("alice"));
        }

        if (isAwaited)
        {
            await provider.DisposeAsync();
        }
        else
        {
            provider.Dispose();
        }

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(3));
    }

    [Test]
    public async Task Each_tenant_has_a_key_and_a_memory_of_its_own()
    {
        await using var acme = await EmulatedMem0.StartAsync(options: new() { Mem0ApiKey = "m0-acme" });
        await using var globex = await EmulatedMem0.StartAsync(options: new() { Mem0ApiKey = "m0-globex" });
        acme.Knows("alice", "Acme's Alice has dinner at 7.");
        globex.Knows("alice", "Globex's Alice has dinner at 9.");
        await using var provider = Services(services =>
        {
            services.AddKeyedMem0Client("acme", Options(acme));
            services.AddKeyedMem0Client("globex", Options(globex));
            services.AddKeyedMem0Memory("acme").AddKeyedMem0Memory("globex", options => options.MaxMemories = 1);
        });

        foreach (var (tenant, text) in new[] { ("acme", "Acme's Alice has dinner at 7."), ("globex", "Globex's Alice has dinner at 9.") })
        {
            var found = await provider.GetRequiredKeyedService<Mem0Memory>(tenant).RecallAsync("dinner", EmulatedMem0.Scope("alice"));
            Assert.That(found.Select(one => one.Text), Is.EqualTo(new[] { text }));
        }
    }

    [Test]
    public async Task Options_that_are_wrong_end_the_start_with_all_that_is_wrong()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMem0Client(Options(Service));
        builder.Services.AddMem0Memory(options =>
        {
            options.Writers = 0;
            options.MaxCharacters = 0;
        });
        using var host = builder.Build();

        var failure = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(failure.Failures, Is.EqualTo(new[] { "Mem0MemoryOptions.MaxCharacters has to be at least 1.", "Mem0MemoryOptions.Writers has to be 1 to 64." }));
    }

    [Test]
    public async Task Without_a_key_turns_go_on_without_memory_and_an_error_says_so_once()
    {
        var logs = new CollectedLogs();
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(logs);
        services.AddMem0Client(options => options.BaseAddress = Service.Emulator.BaseAddress);
        services.AddMem0Memory(options => options.StoreTurns = false);
        services.AddChatClient(new ScriptedChatClient("Fine.")).UseMem0Memory((_, _) => EmulatedMem0.Scope("alice"));
        await using var provider = services.BuildServiceProvider();

        for (var i = 0; i < 3; i++)
        {
            Assert.That((await provider.GetRequiredService<IChatClient>().GetResponseAsync("dinner?")).Text, Is.EqualTo("Fine."));
        }

        Assert.That(logs.MemoryEvents, Is.EqualTo(new[] { 3 }));
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public async Task A_host_that_stops_sends_what_is_queued()
    {
        Service.Emulator.Faults.Next(20).ForOperation("Memories_Add").DelayResponse(TimeSpan.FromMilliseconds(20));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMem0Client(Options(Service));
        builder.Services.AddMem0Memory();
        using var host = builder.Build();
        await host.StartAsync();
        var memory = host.Services.GetRequiredService<Mem0Memory>();
        for (var i = 0; i < 20; i++)
        {
            await memory.RememberAsync([new(ChatRole.User, $"turn {i}")], [], EmulatedMem0.Scope("alice"));
        }

        await host.StopAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(20));
    }

    [Test]
    public async Task A_host_that_gives_less_time_than_the_options_gets_the_rest_handed_back()
    {
        Service.Emulator.Faults.Next(20).ForOperation("Memories_Add").Delay(TimeSpan.FromSeconds(60));
        var handedBack = 0;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddMem0Client(Options(Service));
        builder.Services.AddMem0Memory(options => options.OnUnstored = _ =>
        {
            System.Threading.Interlocked.Increment(ref handedBack);
            return default;
        });
        using var host = builder.Build();
        await host.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await host.Services.GetRequiredService<Mem0Memory>().RememberAsync([new(ChatRole.User, $"turn {i}")], [], EmulatedMem0.Scope("alice"));
        }

        await host.StopAsync();

        Assert.That(handedBack, Is.EqualTo(20));
    }

    [Test]
    public async Task Without_AddMem0Memory_the_missing_service_is_named()
    {
        await using var provider = Services(services => services.AddChatClient(new ScriptedChatClient()).UseMem0Memory((_, _) => null));

        Assert.That(() => provider.GetRequiredService<IChatClient>(), Throws.InvalidOperationException.With.Message.Contains("Mem0Memory"));
    }

    private ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddMem0Client(Options(Service));
        add(services);
        return services.BuildServiceProvider();
    }

    private static Action<Mem0ClientOptions> Options(EmulatedMem0 mem0) => options =>
    {
        options.BaseAddress = mem0.Emulator.BaseAddress;
        options.ApiKey = mem0.Emulator.Mem0ApiKey;
    };
}
