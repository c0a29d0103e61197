using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Entities;

public sealed class DeleteEveryTests
{
    private const string Queued = """{"message":"Delete in progress.","event_id":"e1"}""";

    [Test]
    public async Task A_star_is_refused_by_the_deletion_of_one_entity_on_every_way()
    {
        using var service = ScriptedMem0.Responding((200, Queued));
        using var client = service.Client();

        Assert.That(() => client.Entities.DeleteAsync(EntityType.User, "*"), Throws.ArgumentException.With.Property("ParamName").EqualTo("entityId").And.Message.Contains("DeleteEveryAsync"));
        Assert.That(() => client.WithRawResponse.Entities.DeleteAsync(EntityType.User, "*"), Throws.ArgumentException.With.Message.Contains("DeleteEveryAsync"));
        Assert.That(service.Arrived, Is.Empty);
        await client.Entities.DeleteAsync(EntityType.User, "a*b");
        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task All_pages_are_read_before_the_first_is_deleted_and_other_types_stay()
    {
        using var service = new ScriptedMem0(request => (200, request.Method == "DELETE" ? Queued
            : request.PathAndQuery.Contains("page=2", System.StringComparison.Ordinal)
                ? """{"count":3,"next":null,"previous":null,"results":[{"id":"3","name":"c d","type":"user"}]}"""
                : """{"count":3,"next":"https://api.mem0.ai/v1/entities/?page=2","previous":null,"results":[{"id":"1","name":"a","type":"user"},{"id":"2","name":"b","type":"agent"}]}"""));
        using var client = service.Client();

        var deletions = await client.Entities.DeleteEveryAsync(EntityType.User);

        Assert.That(deletions.Select(deletion => deletion.EventId), Is.EqualTo(new[] { "e1", "e1" }));
        Assert.That(service.Arrived.Select(request => request.Method), Is.EqualTo(new[] { "GET", "GET", "DELETE", "DELETE" }));
        Assert.That(service.Arrived.Skip(2).Select(request => request.PathAndQuery), Is.EqualTo(new[] { "/v2/entities/user/a/", "/v2/entities/user/c%20d/" }));
    }

    [Test]
    public void A_deletion_that_fails_surfaces()
    {
        using var service = new ScriptedMem0(request => request.Method == "DELETE"
            ? (400, """{"message":"Invalid entity type"}""")
            : (200, """{"count":1,"next":null,"previous":null,"results":[{"id":"1","name":"a","type":"user"}]}"""));
        using var client = service.Client();

        Assert.That(async () => await client.Entities.DeleteEveryAsync(EntityType.User), Throws.InstanceOf<MemoryApiValidationException>());
    }
}
