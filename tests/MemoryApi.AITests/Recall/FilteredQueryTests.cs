using System;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.Recall;

/// <summary>What <c>StoreFilter</c> leaves out doesn't reach the service as a query either.</summary>
public class FilteredQueryTests : EmulatorTests
{
    [Test]
    public async Task A_message_that_must_not_be_stored_is_not_searched_for()
    {
        await using var memory = Service.Memory(options => options.StoreFilter = message => !message.Text.Contains("password", StringComparison.Ordinal));
        using var model = new ScriptedChatClient("Fine.");
        using var chat = model.AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("My password is 1234.");
        await chat.GetStreamingResponseAsync("My password is 1234.").ToChatResponseAsync();
        await memory.CreateNotesAsync([new(ChatRole.User, "My password is 1234.")], Alice);
        await memory.FlushAsync();

        Assert.That(model.Calls, Has.Count.EqualTo(2));
        Assert.That(Service.Emulator.Requests.Received, Is.Zero);
    }

    [Test]
    public async Task A_query_of_the_program_is_its_own_responsibility()
    {
        await using var memory = Service.Memory(options =>
        {
            options.StoreFilter = _ => false;
            options.Query = _ => "food";
        });
        using var chat = new ScriptedChatClient("Fine.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        await chat.GetResponseAsync("Dinner?");

        Assert.That(Service.Queries, Is.EqualTo(new[] { "food" }));
    }
}
