using System;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests;

/// <summary>All operations of Bland.</summary>
internal static class BlandScenarios
{
    private const string Phone = "+15551234567";

    public static async Task ContactsAsync(EmulatorSession session)
    {
        await session.CallAsync("Contacts_Find", new { request = new { phone_number = Phone } });
        var ann = new { phone_number = Phone, name = "Ann", metadata = new { vip = true, address = new { city = "Austin" } } };
        var primary = (string)(await session.CallAsync("Contacts_Resolve", new { request = ann }))["contact"]!["id"]!;
        await session.CallAsync("Contacts_Resolve", new { request = ann });
        var duplicate = (string)(await session.CallAsync("Contacts_Resolve", new { request = new { email = "ann@example.com", external_id = "crm-1" } }))["contact"]!["id"]!;
        await session.CallAsync("Memory_GetOrCreate", new { request = new { contact_id = duplicate, persona_id = "p1" } });
        await session.CallAsync("Contacts_Find", new { request = new { email = "ann@example.com" } });
        await session.CallAsync("Contacts_Get", new { contact_id = duplicate });
        await session.CallAsync("Contacts_Update", new { contact_id = primary, request = new { name = "Ann B.", metadata = new { vip = false } } });
        await session.CallAsync("Contacts_List", new { limit = 1, offset = 0 });
        await session.CallAsync("Contacts_List");
        await session.CallAsync("Contacts_List", new { agent_id = Guid.NewGuid() });
        await session.CallAsync("Contacts_Merge", new { request = new { primary_contact_id = primary, duplicate_contact_id = duplicate } });
    }

    public static async Task MemoryAsync(EmulatorSession session)
    {
        var contact_id = (string)(await session.CallAsync("Contacts_Resolve", new { request = new { phone_number = Phone } }))["contact"]!["id"]!;
        var persona = new { contact_id, persona_id = "p1" };
        var memory_id = (string)(await session.CallAsync("Memory_GetOrCreate", new { request = persona }))["memory"]!["id"]!;
        await session.CallAsync("Memory_GetOrCreate", new { request = persona });
        await session.CallAsync("Memory_GetContext", persona);
        await session.CallAsync("Memory_GetOrCreate", new { request = new { contact_id, agent_number = "+14155550100" } });
        await session.CallAsync("Memory_GetMessages", new { memory_id = "mem-unknown" });
        await session.CallAsync("Memory_MergeFacts", new { memory_id, request = new { facts = new { name = "Ann", seats = 3, address = new { city = "Austin" }, nothing = (string?)null } } });
        await session.CallAsync("Memory_UpdateSummary", new { memory_id, request = new { summary = "Prefers mornings." } });
        session.Emulator.Bland.RecordCall(memory_id, "call-1", [("user", "Hello"), ("assistant", "Hi")], "Said hello.", """{"mood":"good"}""");
        session.Emulator.Bland.RecordTextConversation(memory_id, "sms-1", [("user", "Thanks")]);
        session.Emulator.Bland.SetOpenItems(memory_id, """[{"description":"call back","status":"open"}]""");
        session.Emulator.Bland.SetEntities(memory_id, """[{"type":"order","id":"o-1"}]""");
        await session.CallAsync("Memory_Get", new { memory_id });
        await session.CallAsync("Memory_GetMessages", new { memory_id });
        await session.CallAsync("Memory_GetContext", persona);
        await session.CallAsync("Memory_GetChanges", new { call_id = "call-1" });
        await session.CallAsync("Memory_GetChanges", new { conversation_id = "sms-1" });
        await session.CallAsync("Contacts_Get", new { contact_id });
        await session.CallAsync("Memory_SetEnabled", new { request = new { memory_enabled = false, persona_id = "p1", version_id = "v1" } });
        await session.CallAsync("Memory_SetEnabled", new { request = new { memory_enabled = true, pathway_id = "path-1", version_number = 3 } });
        await session.CallAsync("Memory_Reset", new { request = persona });
        await session.CallAsync("Memory_Get", new { memory_id });
        await session.CallAsync("Stores_Get", new { memory_id = "v2-persona-p1" });
    }

    public static async Task MemorySchemasAsync(EmulatorSession session)
    {
        var agent_id = Guid.NewGuid().ToString();
        await session.CallAsync("MemorySchemas_Get", new { agent_id });
        await session.CallAsync("MemorySchemas_Infer", new { agent_id, request = new { snapshot = new { name = "Order desk", settings = new { language = "en" } } } });
        session.Emulator.Bland.SetMemorySchemas(agent_id, """[{"entity_type":"order","description":"An order.","identifier_field":"number","fields":[{"name":"number","description":"Its number.","type":"string","required":true}]}]""");
        await session.CallAsync("MemorySchemas_Get", new { agent_id });
        await session.CallAsync("MemorySchemas_Infer", new { agent_id, request = new { } });
    }

    public static async Task StoresAsync(EmulatorSession session)
    {
        var memory_id = (string)(await session.CallAsync("Stores_Create", new { request = new { name = "Support" } }))["id"]!;
        await session.CallAsync("Stores_List");
        await session.CallAsync("Stores_Rename", new { memory_id, request = new { name = "Customer support" } });
        await session.CallAsync("Stores_AddUser", new { memory_id, request = new { phone_number = Phone, metadata = "Mornings.", summary = "Premium." } });
        await session.CallAsync("Stores_UpdateUser", new { memory_id, request = new { phone_number = Phone, summary = "Cancelled." } });
        await session.CallAsync("Stores_GetUser", new { memory_id, request = new { phone_number = Phone } });
        session.Emulator.Bland.RegisterStoreCall("call-1", Phone, "Asked for the price.", 2.5);
        await session.CallAsync("Stores_AddCall", new { memory_id, request = new { call_id = "call-1" } });
        await session.CallAsync("Stores_SearchUserCalls", new { memory_id, request = new { phone_number = Phone } });
        await session.CallAsync("Stores_GetUser", new { memory_id, request = new { phone_number = Phone } });
        await session.CallAsync("Stores_Get", new { memory_id, limit = 1, offset = 0, search = "cancelled" });
        await session.CallAsync("Stores_Get", new { memory_id });
        await session.CallAsync("Stores_RemoveCall", new { memory_id, call_id = "call-1", request = new { phone_number = Phone } });
        await session.CallAsync("Stores_RemoveUser", new { memory_id, request = new { phone_number = Phone } });
        await session.CallAsync("Stores_Delete", new { memory_id });
    }
}
