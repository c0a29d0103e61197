using System.Threading.Tasks;
using MemoryApi.Bland;
using static MemoryApi.ContractTests.WrittenExchange;

// The group is deprecated, and still has users.
#pragma warning disable CS0618

namespace MemoryApi.ContractTests;

/// <summary>Bland's memory stores on the wire, written by hand from the vendor's documentation: every change is a POST.</summary>
internal sealed class BlandStoresHandWrittenTests
{
    // 5.3 Create

    [Test]
    public async Task Creating_a_store()
    {
        var store = await BlandAsync(
            request: """
                POST /v1/memory/create
                Authorization: org_key

                {"name":"Support"}
                """,
            response: """
                201

                {
                  "data": { "id": "st-1", "created_at": "2025-07-20T10:30:00.000Z", "user_id": "o-1", "name": "Support", "memory_duration": null },
                  "errors": null
                }
                """,
            call: bland => bland.Stores.CreateAsync(new CreateStoreRequest("Support")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(store.Id, Is.EqualTo("st-1"));
            Assert.That(store.CreatedAt, Is.EqualTo(Time("2025-07-20T10:30:00.000Z")));
            Assert.That(store.UserId, Is.EqualTo("o-1"));
            Assert.That(store.Name, Is.EqualTo("Support"));
            Assert.That(store.MemoryDuration, Is.Null);
            Assert.That(store.AdditionalProperties, Is.Empty);
        }
    }

    // 5.8 Add user

    /// <summary>The metadata of a store's user is a string.</summary>
    [Test]
    public async Task Adding_a_user()
    {
        var confirmation = await BlandAsync(
            request: """
                POST /v1/memory/st-1/add-user
                Authorization: org_key

                {"phone_number":"+15551234567","metadata":"VIP","summary":"Calls on Mondays.","external_memory_key":"crm-7"}
                """,
            response: """
                200

                {
                  "data": {
                    "message": "User added",
                    "user": {
                      "id": "u-1",
                      "memory_id": "st-1",
                      "phone_number": "+15551234567",
                      "metadata": "VIP",
                      "summary": "Calls on Mondays.",
                      "created_at": "2025-07-20T10:30:00.000Z",
                      "call_count": 0,
                      "last_call_at": null
                    }
                  },
                  "errors": null
                }
                """,
            call: bland => bland.Stores.AddUserAsync("st-1", new AddStoreUserRequest("+15551234567")
            {
                Metadata = "VIP",
                Summary = "Calls on Mondays.",
                ExternalMemoryKey = "crm-7",
            }));

        var user = confirmation.User;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(confirmation.Message, Is.EqualTo("User added"));
            Assert.That(user.Id, Is.EqualTo("u-1"));
            Assert.That(user.MemoryId, Is.EqualTo("st-1"));
            Assert.That(user.PhoneNumber, Is.EqualTo("+15551234567"));
            Assert.That((string?)user.Metadata, Is.EqualTo("VIP"));
            Assert.That(user.Summary, Is.EqualTo("Calls on Mondays."));
            Assert.That(user.CreatedAt, Is.EqualTo(Time("2025-07-20T10:30:00.000Z")));
            Assert.That(user.CallCount, Is.Zero);
            Assert.That(user.LastCallAt, Is.Null);
            Assert.That(user.AdditionalProperties, Is.Empty);
        }
    }

    // 5.12 Remove call

    [Test]
    public async Task Removing_a_call_rewrites_the_summary()
    {
        var removal = await BlandAsync(
            request: """
                POST /v1/memory/st-1/call/call-1/delete
                Authorization: org_key

                {"phone_number":"+15551234567"}
                """,
            response: """
                200

                {"data":{"message":"Call removed","summary":"Calls on Tuesdays.","call_count":3},"errors":null}
                """,
            call: bland => bland.Stores.RemoveCallAsync("st-1", "call-1", new StoreUserRequest("+15551234567")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(removal.Message, Is.EqualTo("Call removed"));
            Assert.That(removal.Summary, Is.EqualTo("Calls on Tuesdays."));
            Assert.That(removal.CallCount, Is.EqualTo(3));
        }
    }
}
