using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Models;

/// <summary>Classes that users derive for their tests.</summary>
public sealed class MockTests
{
    [Test]
    public async Task A_mock_of_the_operation_serves_its_conveniences_too()
    {
        var memories = new MockedMemories();

        var updated = await memories.UpdateAsync("m1", "Likes tea");

        Assert.That((updated.Id, updated.Text), Is.EqualTo(("m1", "Likes tea")));
    }

    [Test]
    public void What_a_mock_does_not_override_says_its_name_and_what_to_do()
    {
        var memories = new MockedMemories();
        var client = new MockedClient();

        Assert.Multiple(() =>
        {
            Assert.That(() => memories.DeleteAsync("m1"), Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("MemoriesClient.DeleteAsync was called").And.Message.Contains("Override DeleteAsync"));
            Assert.That(() => memories.DeleteAllInProjectAsync(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("DeleteAllInProjectAsync"));
            Assert.That(client.Memories, Is.InstanceOf<MockedMemories>());
            Assert.That(() => client.Events, Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("Mem0Client.Events was asked for").And.Message.Contains("Override Events there to return").And.Message.Not.Contains("overloads"));
            Assert.That(() => client.WithRawResponse, Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("Mem0Client.WithRawResponse was asked for"));
            Assert.That(async () => await new MockedProjects().GetCurrentAsync(), Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("ProjectsClient.GetCurrentAsync was called"));
            Assert.That(() => new MockedRaw().GetAsync("m1"), Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("MemoryClientWithRawResponse.GetAsync was called"));
            Assert.That(client.Dispose, Throws.Nothing);
        });
    }

    [TestCaseSource(nameof(Groups))]
    public async Task No_group_without_a_connection_does_anything_but_say_so(Type group)
    {
        var mock = Activator.CreateInstance(group, nonPublic: true)!;
        foreach (var method in group.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => IsCall(method.ReturnType)))
        {
            var arguments = method.GetParameters().Select(Argument).ToArray();

            await Assert.ThrowsAsync<NotSupportedException>(
                () => RunAsync(method.Invoke(mock, BindingFlags.DoNotWrapExceptions, null, arguments, null)!), method.ToString()!);
        }
    }

    /// <summary>Arguments for which an empty object would be refused before the method asks for the connection.</summary>
    private static object[] Given() =>
    [
        "given",
        new[] { "given" },
        EntityScope.User("alice"),
        MemoryFilter.UserId.Is("alice"),
        new AddMemoriesResult { EventId = "given" },
        new ExportJob { Id = "given" },
        new UpdateProjectRequest { Name = "given" },
        new UpdateDreamConfigRequest { ReflectionEnabled = true },
        EntityType.User,
        new CreateWebhookRequest("given", "https://hooks.test/", [WebhookEventType.MemoryAdd]),
        new FactPatch { ["a"] = 1 },
        new ContactMemory { Id = "given" },
        new CreateProjectRequest("given"),
        new QueuedDeletion { EventId = "given" },
        new[] { Message.User("given") },
        new[] { new BatchMemoryUpdate("given") { Text = "given" } },
        new SequenceAdapter<string>(["given"]),
        new SequenceAdapter<BatchMemoryUpdate>([new BatchMemoryUpdate("given") { Text = "given" }]),
        new AddProjectMemberRequest("given@mail.test", ProjectRole.Reader),
        new UpdateProjectMemberRequest("given@mail.test", ProjectRole.Reader),
        Backup(),
    ];

    private static bool IsCall(Type type) => typeof(Task).IsAssignableFrom(type) || IsList(type);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        _ when parameter.IsOptional => parameter.DefaultValue,
        var type => Given().FirstOrDefault(type.IsInstanceOfType) ?? Activator.CreateInstance(type, nonPublic: true),
    };

    private static MemoryStream Backup()
    {
        var backup = new MemoryStream();
        backup.Write("""
            {"backup":{"format":"mem0-memories","version":1,"filters":{"user_id":"given"}}}
            {"memory":{"id":"given","memory":"given","user_id":"given"}}

            """u8);
        backup.Position = 0;
        return backup;
    }

    private static Task RunAsync(object call) => call switch
    {
        Task<BatchResult> batch => ThrowFailureOfAsync(batch),
        Task<RestoreResult> restore => ThrowFailureOfAsync(restore),
        Task task => task,
        _ => ReadAsync(call),
    };

    private static async Task ThrowFailureOfAsync(Task<BatchResult> batch)
    {
        try
        {
            await batch;
        }
        catch (BatchFailedException stopped)
        {
            throw stopped.InnerException!;
        }
    }

    private static async Task ThrowFailureOfAsync(Task<RestoreResult> restore)
    {
        try
        {
            await restore;
        }
        catch (RestoreFailedException brokenOff)
        {
            throw brokenOff.InnerException!;
        }
    }

    private static Task ReadAsync(object list) => (Task)typeof(MockTests)
        .GetMethod(nameof(ReadAllAsync), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(list.GetType().GetInterfaces().Single(IsList).GenericTypeArguments)
        .Invoke(null, [list])!;

    private static async Task ReadAllAsync<T>(IAsyncEnumerable<T> list)
    {
        await foreach (var item in list)
        {
            Assert.Fail($"{item} came from nowhere.");
        }
    }

    public static IEnumerable<Type> Groups() => new[] { typeof(Mem0Client), typeof(BlandClient), typeof(Mem0ClientWithRawResponse), typeof(BlandClientWithRawResponse) }
        .SelectMany(root => root.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(property => property.Name != "WithRawResponse")
        .Select(property => property.PropertyType);

    private sealed class MockedClient : Mem0Client
    {
        public override MemoriesClient Memories { get; } = new MockedMemories();
    }

    private sealed class MockedMemories : MemoriesClient
    {
        public override Task<Memory> UpdateAsync(
            string memoryId, UpdateMemoryRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new Memory { Id = memoryId, Text = request.Text! });
    }

    private sealed class MockedProjects : ProjectsClient;

    private sealed class MockedRaw : MemoryClientWithRawResponse;
}
