using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Storing;

/// <summary>A memory that is disposed without <c>await</c>.</summary>
public class DisposeTests : EmulatorTests
{
    [Test]
    public async Task It_sends_what_is_queued_and_hands_back_what_comes_later()
    {
        Service.Emulator.Faults.Next(5).ForOperation("Memories_Add").DelayResponse(TimeSpan.FromMilliseconds(50));
        using var memory = Service.Memory();
        for (var i = 0; i < 5; i++)
        {
            await memory.RememberAsync([new(ChatRole.User, $"turn {i}")], [], Alice);
        }

        memory.Dispose();
        await memory.RememberAsync([new(ChatRole.User, "later")], [], Alice);

        Assert.That(Service.Adds, Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"user: turn {i}")));
        Assert.That(Service.Unstored, Has.Count.EqualTo(1));
    }
}
