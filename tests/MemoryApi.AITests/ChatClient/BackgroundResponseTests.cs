#pragma warning disable MEAI001 // Experimental in the lowest supported version.
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using Microsoft.Extensions.AI;

namespace MemoryApi.AITests.ChatClient;

/// <summary>Responses that the service makes in the background, and that the program fetches with further calls.</summary>
public class BackgroundResponseTests : EmulatorTests
{
    /// <summary>Some services require the messages again with each call, others refuse them.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task What_the_user_said_is_searched_and_stored_once(bool isRepeated)
    {
        var token = ResponseContinuationToken.FromBytes(new byte[] { 1 });
        var calls = 0;
        await using var memory = Service.Memory();
        using var chat = new ScriptedChatClient(_ => ++calls < 3 ? new ChatResponse([]) { ContinuationToken = token } : new ChatResponse(new ChatMessage(ChatRole.Assistant, "Dal.")))
            .AsBuilder().UseMem0Memory(memory, Alice).Build();

        var response = await chat.GetResponseAsync("I am vegetarian.", new ChatOptions { AllowBackgroundResponses = true });
        while (response.ContinuationToken is not null)
        {
            response = await chat.GetResponseAsync(isRepeated ? [new(ChatRole.User, "I am vegetarian.")] : [], new ChatOptions { ContinuationToken = response.ContinuationToken });
        }

        await memory.FlushAsync();
        Assert.That(response.Text, Is.EqualTo("Dal."));
        Assert.That(Service.Queries, Is.EqualTo(new[] { "I am vegetarian." }));
        Assert.That(Service.Adds, Is.EqualTo(new[] { "user: I am vegetarian." }));
    }
}
