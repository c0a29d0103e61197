using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Batches;

/// <summary>The requests of one batch call, as the generated methods send them.</summary>
public sealed class BatchRequestTests
{
    private static IEnumerable<TestCaseData> Invalid()
    {
        yield return Of("nothing to update", client => client.BatchUpdateAsync(new([])), "BatchUpdateMemoriesRequest.Memories must not be empty.");
        yield return Of("nothing to delete", client => client.BatchDeleteAsync(new([])), "BatchDeleteMemoriesRequest.Memories must not be empty.");
        yield return Of("an update without an id", client => client.BatchUpdateAsync(new([new("a") { Text = "x" }, new(" ") { Text = "x" }])), "BatchMemoryUpdate.MemoryId must not be blank.");
        yield return Of("a reference without an id", client => client.BatchDeleteAsync(new([new("a"), new(" ")])), "MemoryReference.MemoryId must not be blank.");
        yield return Of("an update of nothing", client => client.BatchUpdateAsync(new([new("a")])), "BatchMemoryUpdate sets nothing. Set at least one of Text or Metadata.");
        yield return Of("an update to a blank text", client => client.BatchUpdateAsync(new([new("a") { Text = " " }])), "BatchMemoryUpdate.Text ");

        static TestCaseData Of(string name, Func<MemoriesClient, Task> call, string problem) => new TestCaseData(call, problem).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Invalid))]
    public void A_request_that_the_service_would_refuse_is_refused_before_sending(Func<MemoriesClient, Task> call, string problem)
    {
        using var service = ScriptedMem0.Responding((200, """{"message":"done"}"""));
        using var client = service.Client();

        Assert.That(
            async () => await call(client.Memories),
            Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("request").And.Message.StartsWith(problem));
        Assert.That(service.Arrived, Is.Empty);
    }

    [Test]
    public async Task An_update_of_only_metadata_is_sent()
    {
        using var service = ScriptedMem0.Responding((200, """{"message":"done"}"""));
        using var client = service.Client();

        await client.Memories.BatchUpdateAsync(new([new("a") { Metadata = [] }]));

        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }
}
