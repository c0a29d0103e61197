using MemoryApi.Bland;
using MemoryApi.UnitTests.Core;

namespace MemoryApi.UnitTests.Bland.Contacts;

public sealed class MergeTests
{
    [Test]
    public void A_contact_is_not_merged_with_itself()
    {
        using var transport = new ScriptedTransport().Respond(500);
        using var client = new BlandClient("key", new BlandClientOptions { Transport = transport });

        Assert.That(
            () => client.Contacts.MergeAsync(new MergeContactsRequest("c1", "c1")),
            Throws.ArgumentException.With.Message.Contains("two different contacts"));
        Assert.That(transport.Sent, Is.Empty);
    }
}
