using System;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests;

/// <summary>All operations of Mem0.</summary>
internal static class Mem0Scenarios
{
    private static readonly object Ann = new { user_id = "ann" };
    private static readonly object AnnOnly = new { AND = new[] { Ann } };

    public static async Task MemoriesAsync(EmulatorSession session)
    {
        await session.CallAsync("Memories_Add", new { request = Add("I moved to San Francisco", metadata: new { source = "chat", nested = new { a = new[] { 1, 2 } } }) });
        var stored = await session.CallAsync("Memories_Add", new
        {
            request = new
            {
                messages = new[] { new { role = "user", content = "I love espresso" }, new { role = "assistant", content = "Noted" } },
                user_id = "ann",
                agent_id = "waiter",
                app_id = "restaurant",
                run_id = "r1",
                infer = false,
                expiration_date = "2099-12-31",
            },
        });
        var id = (string)stored["results"]![0]!["id"]!;
        await session.CallAsync("Memories_Search", new { request = new { query = "espresso", filters = AnnOnly, top_k = 3, threshold = 0.0 } });
        await session.CallAsync("Memories_Search", new { request = new { query = "nothing of the kind", filters = new { user_id = "nobody" } } });
        await session.CallAsync("Memories_Search", new { request = new { query = "espresso", filters = new { user_id = "*" }, threshold = 0.0, fields = new[] { "user_id" } } });
        await session.CallAsync("Memories_List", new { request = new { filters = new { OR = new[] { new { user_id = "*" }, new { user_id = "ann" } } } }, page = 1, page_size = 1 });
        await session.CallAsync("Memories_List", new { request = new { filters = Ann }, page = 2, page_size = 1 });
        await session.CallAsync("Memories_List", new { request = new { filters = Ann, fields = new[] { "memory" } } });
        await session.CallAsync("Memories_List", new { request = new { filters = new { user_id = "nobody" } } });
        await session.CallAsync("Memories_Get", new { memory_id = id });
        await session.CallAsync("Memories_Update", new { memory_id = id, request = new { text = "Loves espresso", metadata = new { source = "edit" }, expiration_date = "2099-01-01" } });
        await session.CallAsync("Memories_Update", new { memory_id = id, request = new { text = "Loves espresso, no sugar" } });
        await session.CallAsync("Memories_GetHistory", new { memory_id = id });
        await session.CallAsync("Memories_ListChanges", new { page = 1, limit = 2 });
        await session.CallAsync("Memories_ListByEntity", new { entity_type = "user", entity_id = "ann" });
        await session.CallAsync("Memories_ListByEntity", new { entity_type = "run", entity_id = "nobody", page = 1 });
        await session.CallAsync("Memories_SubmitFeedback", new { request = new { memory_id = id, feedback = "NEGATIVE", feedback_reason = "It was tea." } });
        await session.CallAsync("Memories_SubmitFeedback", new { request = new { memory_id = id } });
        await session.RefusedAsync("Memories_SubmitFeedback", new { request = new { memory_id = Guid.NewGuid() } });
        await session.CallAsync("Memories_Summarize", new { request = new { filters = AnnOnly } });
        await session.CallAsync("Memories_Summarize", new { request = new { filters = new { user_id = "nobody" } } });
        await session.CallAsync("Memories_Delete", new { memory_id = id });
        await session.CallAsync("Memories_GetHistory", new { memory_id = id });
        await session.CallAsync("Memories_Delete", new { memory_id = session.Emulator.Mem0.AddMemory("Likes tea", "ann"), delete_linked = true });
        await session.CallAsync("Memories_DeleteAll", Ann);
        await session.Mem0.Memories.DeleteAllInProjectAsync();
    }

    public static async Task BatchesAsync(EmulatorSession session)
    {
        var first = session.Emulator.Mem0.AddMemory("Likes tea", "ann");
        var second = session.Emulator.Mem0.AddMemory("Likes milk", "ann");
        await session.CallAsync("Memories_BatchUpdate", new
        {
            request = new { memories = new object[] { new { memory_id = first, text = "Likes coffee" }, new { memory_id = second, metadata = new { source = "batch" } } } },
        });
        await session.CallAsync("Memories_BatchDelete", new { request = new { memories = new[] { new { memory_id = first }, new { memory_id = second } } } });
    }

    public static async Task EarlierResponsesAsync(EmulatorSession session)
    {
        var id = session.Emulator.Mem0.AddMemory("Likes tea", "ann", runId: "r1");
        await session.CallAsync("Memories_Get", new { memory_id = id });
        await session.CallAsync("Memories_Update", new { memory_id = id, request = new { text = "Likes coffee" } });
        await session.ExchangeAsync("Memories_Delete", new { memory_id = id });
    }

    public static async Task EntitiesAsync(EmulatorSession session)
    {
        var metadata = new { plan = new { name = "pro", seats = 3 } };
        await session.CallAsync("Entities_CreateUser", new { request = new { user_id = "ann", metadata } });
        await session.CallAsync("Entities_CreateUser", new { request = new { user_id = "bob" } });
        await session.CallAsync("Entities_CreateAgent", new { request = new { agent_id = "waiter", name = "Waiter", metadata } });
        await session.CallAsync("Entities_CreateApp", new { request = new { app_id = "restaurant", name = "Restaurant", metadata } });
        await session.CallAsync("Entities_CreateRun", new { request = new { run_id = "r1", name = "Onboarding" } });
        session.Emulator.Mem0.AddMemory("Likes tea and plays football", "ann", "waiter", "restaurant", "r1");
        await session.CallAsync("Entities_List", new { page = 1, page_size = 2 });
        await session.CallAsync("Entities_List", new { page = 2, page_size = 2 });
        await session.CallAsync("Entities_List");
        await session.CallAsync("Entities_ListFilters");
        foreach (var (type, id) in new[] { ("user", "ann"), ("user", "bob"), ("agent", "waiter"), ("app", "restaurant"), ("run", "r1") })
        {
            await session.CallAsync("Entities_Get", new { entity_type = type, entity_id = id });
        }

        await session.CallAsync("Entities_Delete", new { entity_type = "user", entity_id = "ann" });
    }

    public static async Task EventsAndExportsAsync(EmulatorSession session)
    {
        session.Emulator.Faults.FailEvents();
        var failed = await session.CallAsync("Memories_Add", new { request = Add("This fails") });
        var added = await session.CallAsync("Memories_Add", new { request = Add("I love espresso", metadata: new { source = "chat" }) });
        var deleted = await session.CallAsync("Memories_DeleteAll", new { user_id = "nobody" });
        foreach (var queued in new[] { failed, added, deleted })
        {
            await session.CallAsync("Events_Get", new { event_id = (string)queued["event_id"]! });
        }

        await session.CallAsync("Events_List");
        await session.CallAsync("Events_List", new { page = 1, page_size = 2 });
        await session.CallAsync("Events_List", new { event_type = "ADD", start_date = "2020-01-01", end_date = "2099-12-31" });
        var export = await session.CallAsync("Exports_Create", new
        {
            request = new
            {
                schema = new { type = "object", properties = new { drink = new { type = "string", description = "What they love" }, all = new { type = "array", items = new { type = "string" } } } },
                filters = AnnOnly,
                export_instructions = "Short.",
            },
        });
        await session.CallAsync("Exports_Get", new { request = new { memory_export_id = (string)export["id"]! } });
        await session.CallAsync("Exports_Get", new { request = new { filters = AnnOnly } });
    }

    public static async Task ProfilesAsync(EmulatorSession session)
    {
        session.Emulator.Mem0.AddMemory("Lives in Berlin", "ann");
        await session.CallAsync("Entities_CreateUser", new { request = new { user_id = "bob" } });
        await session.CallAsync("Profiles_GetSettings");
        await session.CallAsync("Profiles_UpdateSettings", new
        {
            request = new
            {
                enabled = true,
                entities = new { user = new { schema = new { type = "object", properties = new { city = new { type = "string", description = "Where the user lives" } } }, custom_instructions = "Leave out health." } },
            },
        });
        await session.CallAsync("Profiles_Get", new { entity_type = "user", entity_id = "ann" });
        await session.CallAsync("Profiles_Get", new { entity_type = "user", entity_id = "bob" });
        var trigger = Job("trigger-1", new { operation = "trigger", entity_type = "user", entity_id = "ann" });
        var job = await session.CallAsync("Profiles_CreateJob", trigger);
        await session.CallAsync("Profiles_CreateJob", trigger);
        await session.CallAsync("Profiles_CreateJob", Job("sample-12", new { operation = "sample", entity_type = "user", limit = 2 }));
        await session.CallAsync("Profiles_GetJob", new { job_id = (string)job["job_id"]! });
        await session.CallAsync("Profiles_Get", new { entity_type = "user", entity_id = "ann" });
        await session.CallAsync("Profiles_UpdateSettings", new { request = new { enabled = false } });
        await session.CallAsync("Profiles_Get", new { entity_type = "user", entity_id = "ann" });
    }

    public static async Task ProjectsAsync(EmulatorSession session)
    {
        var org_id = "org_emulator";
        var project_id = (string)(await session.CallAsync("Projects_Create", new { org_id, request = new { name = "Restaurant", description = "Guests" } }))["project_id"]!;
        await session.CallAsync("Projects_List", new { org_id });
        await session.CallAsync("Projects_Get", new { org_id, project_id });
        await session.CallAsync("Projects_Update", new { org_id, project_id, request = new { name = "Cafe", custom_instructions = "Only the guest.", multilingual = true, decay = false, memory_depth = "deep", usecase_setting = "hospitality" } });
        await session.CallAsync("Projects_Update", new { org_id, project_id, request = new { custom_categories = new[] { new { location = "Places" } } } });
        await session.CallAsync("Projects_Get", new { org_id, project_id });
        await session.CallAsync("Projects_AddMember", new { org_id, project_id, request = new { email = "bob@example.com", role = "READER" } });
        await session.CallAsync("Projects_UpdateMember", new { org_id, project_id, request = new { email = "bob@example.com", role = "OWNER" } });
        await session.CallAsync("Projects_ListMembers", new { org_id, project_id });
        await session.CallAsync("Projects_RemoveMember", new { org_id, project_id, email = "bob@example.com" });
        await session.CallAsync("Projects_Delete", new { org_id, project_id });
        await session.RefusedAsync("Projects_Delete", new { org_id, project_id = "proj_emulator" });
    }

    public static async Task DreamAsync(EmulatorSession session)
    {
        var ids = new { org_id = "org_emulator", project_id = "proj_emulator" };
        var (org_id, project_id) = (ids.org_id, ids.project_id);
        await session.CallAsync("Dream_GetConfig", ids);
        await session.CallAsync("Dream_ListRuns", ids);
        await session.CallAsync("Dream_UpdateConfig", new { org_id, project_id, request = new { reflection_enabled = true, reflection_mode = "direct" } });
        await session.CallAsync("Dream_UpdateConfig", new { org_id, project_id, request = new { reflection_enabled = false } });
        var source = session.Emulator.Mem0.AddMemory("Runs at six in the morning", "ann");
        session.Emulator.Mem0.Supersede(source, session.Emulator.Mem0.AddMemory("Runs at five in the morning", "ann"));
        var (memory_id, run_id) = session.Emulator.Mem0.Synthesize("Is an early riser", [source]);
        session.Emulator.Mem0.Synthesize("Likes sports", [source]);
        var page = await session.CallAsync("Dream_ListRuns", new { org_id, project_id, limit = 1 });
        await session.CallAsync("Dream_ListRuns", new { org_id, project_id, limit = 1, cursor = (string?)page["next_cursor"] });
        await session.CallAsync("Dream_ListRunMemories", new { org_id, project_id, run_id });
        await session.CallAsync("Dream_ListActivity", ids);
        await session.CallAsync("Dream_GetStats", ids);
        await session.CallAsync("Dream_GetSources", new { org_id, project_id, memory_id });
        await session.CallAsync("Dream_Preview", ids);
    }

    public static async Task OrganizationsAsync(EmulatorSession session)
    {
        var org_id = (string)(await session.CallAsync("Organizations_Create", new { request = new { name = "Example Inc." } }))["org_id"]!;
        await session.CallAsync("Organizations_List");
        await session.CallAsync("Organizations_Get", new { org_id });
        await session.CallAsync("Organizations_Get", new { org_id = "org_emulator" });
        await session.CallAsync("Organizations_AddMember", new { org_id, request = new { email = "bob@example.com", role = "READER" } });
        await session.CallAsync("Organizations_UpdateMember", new { org_id, request = new { email = "bob@example.com", role = "OWNER" } });
        await session.CallAsync("Organizations_ListMembers", new { org_id });
        await session.CallAsync("Organizations_RemoveMember", new { org_id, request = new { email = "bob@example.com" } });
        await session.CallAsync("Organizations_Delete", new { org_id });
        await session.RefusedAsync("Organizations_Delete", new { org_id = "org_emulator" });
    }

    public static async Task WebhooksAsync(EmulatorSession session)
    {
        var project_id = "proj_emulator";
        var url = "https://example.com/hooks/mem0";
        await session.CallAsync("Webhooks_Create", new { project_id, request = new { name = "Quiet", url, event_types = new[] { "memory_update" }, is_active = false } });
        var created = await session.CallAsync("Webhooks_Create", new { project_id, request = new { name = "Log", url, event_types = new[] { "memory_add", "memory_delete" } } });
        var webhook_id = (string)created["webhook_id"]!;
        await session.CallAsync("Webhooks_List", new { project_id });
        await session.CallAsync("Webhooks_Update", new { webhook_id, request = new { name = "Memory log", url, event_types = new[] { "memory_categorize" } } });
        await session.CallAsync("Webhooks_Delete", new { webhook_id });
    }

    public static async Task AccountAsync(EmulatorSession session)
    {
        await session.CallAsync("Account_GetStats");
        session.Emulator.Mem0.AddMemory("Likes tea", "ann", "waiter", runId: "r1");
        await session.CallAsync("Account_Ping");
        await session.CallAsync("Account_GetStats");
    }

    public static async Task LegacyAsync(EmulatorSession session)
    {
        await session.CallAsync("Legacy_Add", new { request = Add("I love espresso") });
        await session.CallAsync("Legacy_Add", new { request = new { messages = new[] { new { role = "user", content = "I love tea" } }, user_id = "ann", infer = false, output_format = "v1.1", version = "v2" } });
        await session.CallAsync("Legacy_List", Ann);
        await session.CallAsync("Legacy_List", new { user_id = "ann", page = 1, page_size = 1 });
        await session.CallAsync("Legacy_Search", new { request = new { query = "espresso", user_id = "ann" } });
        await session.CallAsync("Legacy_Search", new { request = new { query = "espresso", user_id = "ann", output_format = "v1.1" } });
        await session.CallAsync("Legacy_ListV2", new { request = new { filters = AnnOnly } });
        await session.CallAsync("Legacy_SearchV2", new { request = new { query = "espresso", filters = AnnOnly, threshold = 0.0 } });
        await session.CallAsync("Legacy_DeleteEntity", new { entity_type = "user", entity_id = "1" });
    }

    private static object Add(string text, object? metadata = null) =>
        metadata is null
            ? new { messages = new[] { new { role = "user", content = text } }, user_id = "ann" }
            : new { messages = new[] { new { role = "user", content = text } }, user_id = "ann", metadata };

    private static object Job(string idempotencyKey, object request) => new { idempotencyKey, request };
}
