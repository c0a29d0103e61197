using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Isolation;

/// <summary>Fifty concurrent users who share one agent and one app: some thousand turns in each run, 10,000 in the Soak target.</summary>
[Category(SoakLength.Category)]
public class ManyUsersTests
{
    private const int Users = 50;
    private static readonly int Turns = SoakLength.Of(2_000, 10_000);

    [Test]
    public async Task In_thousands_of_concurrent_turns_no_prompt_has_another_users_memory()
    {
        await using var mem0 = await EmulatedMem0.StartAsync(options: new() { EventDelay = TimeSpan.Zero, RecordedRequestLimit = 100 });
        for (var i = 0; i < Users; i++)
        {
            mem0.Knows(User(i), $"The secret word is mark{i}.");
        }

        // The memories of the turns must not displace the secret word from the results of a search.
        await using var memory = mem0.Memory(options =>
        {
            options.QueueCapacity = Turns;
            options.Query = _ => "secret word";
        });
        var foreign = 0;
        var own = 0;
        var model = new CountingModel(call =>
        {
            var user = int.Parse(call.Options!.ModelId!, System.Globalization.CultureInfo.InvariantCulture);
            Interlocked.Add(ref own, call.Prompt.Contains($"mark{user}.", StringComparison.Ordinal) ? 1 : 0);
            Interlocked.Add(ref foreign, Enumerable.Range(0, Users).Count(i => i != user && call.Prompt.Contains($"mark{i}.", StringComparison.Ordinal)));
            return $"I won't say it, {User(user)}.";
        });
        using var chat = model.AsBuilder().UseMem0Memory(memory, options => EmulatedMem0.Scope(User(int.Parse(options!.ModelId!, System.Globalization.CultureInfo.InvariantCulture)))).Build();

        await Parallel.ForAsync(0, Turns, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
            await chat.GetResponseAsync("Say it, please.", new ChatOptions { ModelId = $"{i % Users}" }, token));
        await memory.FlushAsync();

        Assert.That(foreign, Is.Zero);
        Assert.That(own, Is.EqualTo(Turns), "each user's own memory");
        Assert.That(mem0.Emulator.Counters.Adds, Is.EqualTo(Turns));
        Assert.That(mem0.Unstored, Is.Empty);
    }

    private static string User(int i) => $"user{i:00}";

    /// <summary>A model that doesn't record its calls, since there are too many.</summary>
    private sealed class CountingModel(Func<ModelCall, string> respond) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(System.Collections.Generic.IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, respond(new ModelCall([.. messages], options)))));

        public System.Collections.Generic.IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            System.Collections.Generic.IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
