using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.ConventionTests;

/// <summary>The groups and methods that users are promised; a regenerated client must still have them.</summary>
public class OperationTableTests
{
    [TestCase("Memories", "Add Search List Get Update Delete DeleteAll GetHistory ListChanges ListByEntity BatchUpdate BatchDelete SubmitFeedback Summarize")]
    [TestCase("Entities", "List Get Delete CreateUser CreateAgent CreateApp CreateRun ListFilters")]
    [TestCase("Events", "List Get")]
    [TestCase("Exports", "Create Get")]
    [TestCase("Profiles", "Get CreateJob GetJob GetSettings UpdateSettings")]
    [TestCase("Projects", "List Get Create Update Delete ListMembers AddMember UpdateMember RemoveMember")]
    [TestCase("Organizations", "List Get Create Delete ListMembers AddMember UpdateMember RemoveMember")]
    [TestCase("Webhooks", "List Create Update Delete")]
    [TestCase("Account", "Ping GetStats")]
    [TestCase("Legacy", "Add List Search ListV2 SearchV2 DeleteEntity")]
    public void Mem0_has(string group, string verbs) => AssertOperations(typeof(Mem0Client), group, verbs);

    [TestCase("Contacts", "List Find Get Resolve Update Merge")]
    [TestCase("Memory", "GetOrCreate Get GetMessages MergeFacts UpdateSummary GetContext GetChanges Reset SetEnabled")]
    [TestCase("MemorySchemas", "Get Infer")]
    [TestCase("Stores", "List Get Create Rename Delete GetUser SearchUserCalls AddUser UpdateUser RemoveUser AddCall RemoveCall")]
    public void Bland_has(string group, string verbs) => AssertOperations(typeof(BlandClient), group, verbs);

    [TestCase(typeof(Mem0Client), 68)]
    [TestCase(typeof(BlandClient), 29)]
    public void The_number_of_operations_is(Type client, int expected) =>
        Assert.That(client.GetProperties().Where(property => property.Name != "WithRawResponse").Sum(group => Operations(group.PropertyType).Count()), Is.EqualTo(expected));

    [Test]
    public void What_is_deprecated_is_obsolete_and_says_what_to_call_instead()
    {
        Assert.That(typeof(Mem0Client).GetProperty("Legacy")!.GetCustomAttribute<ObsoleteAttribute>()?.Message, Does.Contain("instead"));
        Assert.That(
            typeof(LegacyClient).DeclaredMethods().Where(method => method.GetCustomAttribute<ObsoleteAttribute>()?.Message?.Contains("Async", StringComparison.Ordinal) != true
                && method.GetCustomAttribute<ObsoleteAttribute>()?.Message is not { Length: > 20 }).Select(method => method.Name),
            Is.Empty);
    }

    private static void AssertOperations(Type client, string group, string verbs)
    {
        var type = client.GetProperty(group)!.PropertyType;
        var raw = client.GetProperty("WithRawResponse")!.PropertyType.GetProperty(group)!.PropertyType;
        Assert.That(Operations(type), Is.EquivalentTo(verbs.Split(' ')));
        Assert.That(raw.DeclaredMethods().Select(method => method.Name), Is.SupersetOf(verbs.Split(' ').Select(verb => verb + "Async")));
    }

    /// <summary>The operations of the specification: each has a class that makes its calls; conveniences have none.</summary>
    private static IEnumerable<string> Operations(Type group) => group.GetNestedTypes(BindingFlags.NonPublic)
        .Where(type => type.Name.EndsWith("Call", StringComparison.Ordinal) && type.GetField("Operation", BindingFlags.NonPublic | BindingFlags.Static) is not null)
        .Select(type => type.Name[..^"Call".Length]);
}
