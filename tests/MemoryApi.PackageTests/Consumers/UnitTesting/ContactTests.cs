using MemoryApi.Bland;
using MemoryApi.Emulator;
using NUnit.Framework;

namespace Contoso.UnitTesting;

public class ContactTests
{
    [Test]
    public async Task A_caller_is_recognized()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        using var bland = new BlandClient(emulator.BlandApiKey, new BlandClientOptions { BaseAddress = emulator.BaseAddress });

        var first = await bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+14155550102" });
        var second = await bland.Contacts.ResolveAsync(new ResolveContactRequest { PhoneNumber = "+14155550102" });

        Assert.That(second.Contact.Id, Is.EqualTo(first.Contact.Id));
    }
}
