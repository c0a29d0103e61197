using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace MemoryApi.AITests.ChatClient;

/// <summary>A cache of responses around the memory, or inside of it. Its keys are the messages and the options of a call as JSON.</summary>
public class CacheTests : EmulatorTests
{
    private ScriptedChatClient _model = null!;

    [SetUp]
    public void Prepare()
    {
        Service.Knows("alice", "Alice eats no meat for dinner.");
        _model = new ScriptedChatClient(call => new ChatResponse(new ChatMessage(ChatRole.Assistant, call.Notes ?? "I know nothing.")));
    }

    [TearDown]
    public void CleanUp()
    {
        _model.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_cache_around_the_memory_gives_nobody_the_response_for_another_scope(bool isStreamed)
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseDistributedCache(Cache()).UseMem0Memory(memory, _ => null).Build();
        var shared = new ChatOptions { Temperature = 0.2f };

        Assert.That(await AskAsync(EmulatedMem0.Scope("alice")), Does.Contain("no meat"));
        Assert.That(await AskAsync(EmulatedMem0.Scope("bob")), Is.EqualTo("I know nothing."));
        Assert.That(await AskAsync(EntityScope.User("alice").WithApp("bank")), Is.EqualTo("I know nothing."));
        Assert.That(await AskAsync(null), Is.EqualTo("I know nothing."));
        Assert.That(_model.Calls, Has.Count.EqualTo(4));
        Assert.That(await AskAsync(EmulatedMem0.Scope("alice")), Does.Contain("no meat"));
        Assert.That(_model.Calls, Has.Count.EqualTo(4), "the same scope again is in the cache");

        async Task<string> AskAsync(EntityScope? scope)
        {
            var options = shared.WithMem0Scope(scope);
            return isStreamed ? (await chat.GetStreamingResponseAsync("dinner?", options).ToChatResponseAsync()).Text : (await chat.GetResponseAsync("dinner?", options)).Text;
        }
    }

    [Test]
    public async Task A_cache_inside_of_the_memory_is_safe_for_a_scope_from_the_client_as_well()
    {
        var user = "alice";
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, _ => EmulatedMem0.Scope(user)).UseDistributedCache(Cache()).Build();

        Assert.That((await chat.GetResponseAsync("dinner?")).Text, Does.Contain("no meat"));
        user = "bob";
        Assert.That((await chat.GetResponseAsync("dinner?")).Text, Is.EqualTo("I know nothing."));
        await memory.FlushAsync();
        Assert.That(Service.Adds, Has.Count.EqualTo(2));
    }

    /// <summary>Without reflection, as in a program that is trimmed or compiled ahead of time.</summary>
    [Test]
    public async Task A_cache_works_without_reflection()
    {
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder()
            .UseDistributedCache(Cache(), cache => cache.JsonSerializerOptions = WithoutReflection())
            .UseMem0Memory(memory, _ => null)
            .Build();

        Assert.That((await chat.GetResponseAsync("dinner?", new ChatOptions().WithMem0Scope(Alice))).Text, Does.Contain("no meat"));
    }

    [Test]
    public void Options_as_JSON_show_no_id_and_differ_between_scopes()
    {
        var scopes = new[]
        {
            null, EntityScope.User("alice"), EntityScope.Agent("alice"), EntityScope.User("alice").WithAgent("bob"), EntityScope.User("alice").WithApp("bob"),
            EntityScope.User("alice").WithRun("bob"), EntityScope.User("alice1:").WithAgent("b"), EntityScope.User("alice").WithAgent("1:b"),
        };

        var texts = scopes.Select(scope => JsonSerializer.Serialize(new ChatOptions().WithMem0Scope(scope), AIJsonUtilities.DefaultOptions)).ToList();

        Assert.That(texts, Is.Unique);
        Assert.That(texts, Has.None.Contains("alice").And.None.Contains("bob"));
        Assert.That(JsonSerializer.Serialize(new ChatOptions().WithMem0Scope(EntityScope.User("alice")), AIJsonUtilities.DefaultOptions), Is.EqualTo(texts[1]));
    }

    /// <summary>The call may have had no scope, to switch memory off. So the client's own scope must not be used instead.</summary>
    [Test]
    public async Task Options_that_come_back_from_JSON_have_no_memory()
    {
        var json = JsonSerializer.Serialize(new ChatOptions().WithMem0Scope(null), AIJsonUtilities.DefaultOptions);
        await using var memory = Service.Memory();
        using var chat = _model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("dinner?", JsonSerializer.Deserialize<ChatOptions>(json, AIJsonUtilities.DefaultOptions));
        await memory.FlushAsync();

        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
        Assert.That(_model.Last.Options!.AdditionalProperties, Is.Null.Or.Empty);
    }

    private static MemoryDistributedCache Cache() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private static JsonSerializerOptions WithoutReflection()
    {
        var options = new JsonSerializerOptions(AIJsonUtilities.DefaultOptions);
        foreach (var resolver in options.TypeInfoResolverChain.OfType<DefaultJsonTypeInfoResolver>().ToList())
        {
            options.TypeInfoResolverChain.Remove(resolver);
        }

        return options;
    }
}
