using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Hostile;

/// <summary>An argument that is refused is called by the name that it has in the method which the user called.</summary>
public sealed class ParameterNameTests
{
    [TestCaseSource(nameof(MethodsWithARequest))]
    public async Task An_empty_request_is_refused_by_the_name_of_a_parameter(MethodInfo method)
    {
        using var service = Mem0.ScriptedMem0.Responding((200, "{}"));
        using var mem0 = new Mem0Client("m0-key", new Mem0ClientOptions { Transport = service });
        using var bland = new BlandClient("org_key", new BlandClientOptions { Transport = service });
        var group = new object[] { mem0, bland }.SelectMany(GroupsOf).Single(candidate => candidate.GetType() == method.DeclaringType);
        var parameters = method.GetParameters();
        var arguments = parameters.Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(string) => "given",
            { IsValueType: true } type => Activator.CreateInstance(type),
            var type when parameter.Name == "request" => Activator.CreateInstance(type, nonPublic: true),
            _ => null,
        }).ToArray();

        string? refused = null;
        try
        {
            await (Task)method.Invoke(group, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        }
        catch (ArgumentException refusal)
        {
            refused = refusal.ParamName ?? "none";
        }
        catch (MemoryApiException)
        {
            // A request that needs nothing is sent, and the response fits no operation.
            return;
        }

        Assert.That(refused, Is.Null.Or.AnyOf(parameters.Select(parameter => (object)parameter.Name!).ToArray()));
    }

    [Test]
    public void Conveniences_call_their_own_parameters_by_name()
    {
        using var service = Mem0.ScriptedMem0.Responding((200, "{}"));
        using var mem0 = new Mem0Client("m0-key", new Mem0ClientOptions { Transport = service });
        using var bland = new BlandClient("org_key", new BlandClientOptions { Transport = service });
        var alice = EntityScope.User("alice");

        Assert.Multiple(() =>
        {
            Assert.That(NameOf(() => mem0.Memories.SearchAsync(" ", alice)), Is.EqualTo("query"));
            Assert.That(NameOf(() => mem0.Memories.SearchAsync("tea", alice, topK: 1001)), Is.EqualTo("topK"));
            Assert.That(NameOf(() => mem0.Memories.SearchAsync("tea", alice, threshold: 1.1)), Is.EqualTo("threshold"));
            Assert.That(NameOf(() => mem0.Memories.ListAsync(alice, pageSize: 201)), Is.EqualTo("pageSize"));
            Assert.That(NameOf(() => mem0.Memories.DeleteAllAsync(alice.WithApp("web"))), Is.EqualTo("scope"));
            Assert.That(NameOf(() => mem0.Memories.UpdateAsync("m1", " ")), Is.EqualTo("text"));
            Assert.That(NameOf(() => mem0.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest([new BatchMemoryUpdate("m1")]))), Is.EqualTo("request"));
            Assert.That(NameOf(() => mem0.Exports.CreateAsync(new CreateExportRequest([], new JObject { ["user_id"] = "a" }))), Is.EqualTo("request"));
            Assert.That(NameOf(() => bland.Contacts.MergeAsync(new MergeContactsRequest("c", "c"))), Is.EqualTo("request"));
            Assert.That(NameOf(() => bland.Memory.MergeFactsAsync(new ContactMemory(), new FactPatch { ["a"] = 1 })), Is.EqualTo("memory"));
            Assert.That(NameOf(() => bland.Memory.GetChangesAsync(callId: null, conversationId: null)), Is.EqualTo("callId"));
        });

        static string? NameOf(Func<Task> call) =>
            Assert.Throws(Is.InstanceOf<ArgumentException>(), () => call()) is ArgumentException refusal ? refusal.ParamName : null;
    }

    public static IEnumerable<MethodInfo> MethodsWithARequest() => new[] { typeof(Mem0Client), typeof(BlandClient) }
        .SelectMany(root => root.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
        .SelectMany(property => property.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) && method.GetParameters().Any(parameter => parameter.Name == "request"));

    private static IEnumerable<object> GroupsOf(object client) => client.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal))
        .Select(property => property.GetValue(client)!);
}
