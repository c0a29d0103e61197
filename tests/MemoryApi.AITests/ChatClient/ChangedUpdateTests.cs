using System.Linq;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Consumers of a stream that change the updates that they get. What is stored is what the model said.</summary>
public class ChangedUpdateTests : EmulatorTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task What_the_consumer_does_to_an_update_is_not_stored(bool isInPlace)
    {
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient("Try a dal.").AsBuilder().UseMem0Memory(memory, Alice).Build();

        await foreach (var update in chat.GetStreamingResponseAsync("Dinner?"))
        {
            if (isInPlace)
            {
                update.Contents.OfType<TextContent>().Single().Text = "<b>x</b>";
            }
            else
            {
                update.Contents.Clear();
                update.Contents.Add(new TextContent("<b>x</b>"));
            }
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: Dinner?\nassistant: Try a dal." }));
    }

    /// <summary>
    /// An id means that the service keeps the conversation, and then the turn is stored at once. If the consumer's id were used, it would be stored in each
    /// round of a loop.
    /// </summary>
    [Test]
    public async Task An_id_of_a_conversation_that_a_client_around_the_memory_adds_does_not_end_the_turn()
    {
        await using var memory = Service.Memory();
        using var chat = ScriptedChatClient.CallingATool(rounds: 1).AsBuilder().UseMem0Memory(memory, Alice).Build();

        await foreach (var update in chat.GetStreamingResponseAsync("Dinner?"))
        {
            update.ConversationId = "local";
        }

        await memory.FlushAsync();
        Assert.That(Service.Adds, Is.Empty);
    }
}
