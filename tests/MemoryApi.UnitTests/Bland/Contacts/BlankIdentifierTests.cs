using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Bland.Contacts;

/// <summary>A blank identifier would make a contact that nobody can find again, or one that everybody without a number shares.</summary>
public sealed class BlankIdentifierTests
{
    private static readonly Dictionary<string, Func<BlandClient, string, Task>> Calls = new()
    {
        ["ResolveContactRequest.PhoneNumber"] = static (bland, blank) => bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = blank, Email = "ann@example.com" }),
        ["ResolveContactRequest.Email"] = static (bland, blank) => bland.Contacts.ResolveAsync(new ResolveContactRequest { Email = blank }),
        ["ResolveContactRequest.ExternalId"] = static (bland, blank) => bland.Contacts.ResolveAsync(new ResolveContactRequest { ExternalId = blank }),
        ["FindContactRequest.PhoneNumber"] = static (bland, blank) => bland.Contacts.FindAsync(new FindContactRequest { PhoneNumber = blank }),
        ["UpdateContactRequest.Email"] = static (bland, blank) => bland.Contacts.UpdateAsync("c1", new UpdateContactRequest { Email = blank }),
        ["UpdateContactRequest.ExternalId"] = static (bland, blank) => bland.Contacts.UpdateAsync("c1", new UpdateContactRequest { ExternalId = blank }),
        ["MergeContactsRequest.DuplicateContactId"] = static (bland, blank) => bland.Contacts.MergeAsync(new MergeContactsRequest("c1", blank)),
        ["GetOrCreateMemoryRequest.ContactId"] = static (bland, blank) => bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(blank) { PersonaId = "p1" }),
        ["GetOrCreateMemoryRequest.AgentNumber"] = static (bland, blank) => bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest("c1") { AgentNumber = blank }),
        ["ResetMemoryRequest.PersonaId"] = static (bland, blank) => bland.Memory.ResetAsync(new ResetMemoryRequest("c1") { PersonaId = blank }),
    };

    [Test]
    public void It_is_refused_before_sending([ValueSource(nameof(Members))] string member, [Values("", " ", "\t\u00a0")] string blank)
    {
        using var transport = new ScriptedTransport().Respond(500);
        using var client = new BlandClient("key", new BlandClientOptions { Transport = transport });

        Assert.That(() => Calls[member](client, blank), Throws.ArgumentException.With.Message.Contains(member));
        Assert.That(transport.Sent, Is.Empty);
    }

    public static IEnumerable<string> Members() => Calls.Keys;
}
