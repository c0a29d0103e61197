using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Quickstart;

/// <summary>Adds, finds, changes, traces and deletes memories of a user.</summary>
internal sealed class Mem0Walkthrough(Mem0Client client, StepAccount account)
{
    private readonly EntityScope _user = EntityScope.User($"quickstart-{Guid.NewGuid():N}");

    public async Task RunAsync()
    {
        account.Title("Mem0: memories of a user");

        var added = await client.Memories.AddAsync(
            [
                Message.User("I moved to San Francisco and I love espresso."),
                Message.Assistant("Noted. Any other news?"),
                Message.User("My dog is called Rex."),
            ],
            _user);
        account.Step($"add a conversation: {added.Status}, event {added.EventId}", added.EventId is not null);

        var done = await client.Memories.WaitUntilSearchableAsync(added, _user);
        account.Step(
            $"wait until searches find it: {done.Status} with {done.Results?.Count ?? 0} memories", done.Status == EventStatus.Succeeded && done.Results is { Count: > 0 });

        var found = await client.Memories.SearchAsync("Which coffee does the user love? espresso", _user);
        var best = found.Results.FirstOrDefault();
        account.Step($"search: \"{best?.Text}\" with score {best?.Score:0.00}", best is not null);
        if (best is null)
        {
            return;
        }

        var changed = await client.Memories.UpdateAsync(best.Id, new UpdateMemoryRequest
        {
            Text = "Lives in San Francisco and loves espresso, no sugar.",
            Metadata = new JObject { ["source"] = "quickstart", ["nested"] = new JObject { ["kept"] = true } },
            ExpirationDate = new CalendarDate(2099, 12, 31),
        });
        account.Step(
            $"update text, metadata and expiration date: \"{changed.Text}\", expires {changed.ExpirationDate}",
            changed.Text?.EndsWith("no sugar.", StringComparison.Ordinal) == true && (bool?)changed.Metadata?["nested"]?["kept"] == true);

        // A member that is set to null is sent as null and clears the value. A member that isn't set is not sent, and its value stays.
        var cleared = await client.Memories.UpdateAsync(best.Id, new UpdateMemoryRequest { ExpirationDate = null });
        account.Step($"clear the expiration date: {cleared.ExpirationDate?.ToString() ?? "none"}", cleared.ExpirationDate is null && cleared.Text == changed.Text);

        var history = await client.Memories.GetHistoryAsync(best.Id);
        account.Step(
            $"read the history: {string.Join(", ", history.Select(entry => entry.Event))}",
            history.Any(entry => entry.Event == MemoryEventKind.Add) && history.Any(entry => entry.Event == MemoryEventKind.Update));

        await client.Memories.DeleteAsync(best.Id);
        account.Step("delete the memory", true);

        try
        {
            await client.Memories.GetAsync(best.Id);
            account.Step("read it again: it is still there", false);
        }
        catch (MemoryApiNotFoundException exception)
        {
            account.Step($"read it again: {exception.GetType().Name} with status {exception.StatusCode}", true);
        }

        await client.Events.WaitAsync(await client.Memories.DeleteAllAsync(_user));
        account.Step("delete the other memories of the user", true);
    }
}
