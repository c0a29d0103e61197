using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace MemoryApi.EmulatorTests;

/// <summary>The most frequent rejections: a wrong key, an invalid request, an unknown id.</summary>
internal sealed class RefusalTests
{
    private const string Unknown = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private const string DreamPath = "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/dream/";

    [TestCaseSource(typeof(AllOperationsTests), nameof(AllOperationsTests.OperationIds))]
    public async Task A_wrong_key_is_refused_with_401_as_declared(string operationId)
    {
        await using var session = await EmulatorSession.StartAsync(options => options.Mem0ApiKey = options.BlandApiKey = "another-key", key: "wrong-key");
        var operation = ExchangeValidator.Operations.Single(candidate => candidate.Id == operationId);
        var arguments = new JObject();
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.IsRequired || parameter == operation.Alternatives.FirstOrDefault()))
        {
            arguments[parameter.Name] = parameter.Example;
        }

        if (operation.RequestExamples.FirstOrDefault() is { } example)
        {
            arguments["request"] = example.Value;
        }

        var refusal = await session.RefusedAsync(operationId, arguments);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.StatusCode, Is.EqualTo(401));
            Assert.That(session.Log.All.SelectMany(ExchangeValidator.Response), Is.Empty);
            Assert.That(session.Emulator.Counters.Snapshot(), Is.Empty);
        }
    }

    [TestCaseSource(nameof(OperationsWithABody))]
    public async Task A_body_that_is_no_JSON_is_refused_with_400_as_declared(string operationId)
    {
        await using var session = await EmulatorSession.StartAsync();
        var operation = ExchangeValidator.Operations.Single(candidate => candidate.Id == operationId);
        var url = Regex.Replace(operation.Path, @"\{(\w+)\}", match => match.Groups[1].Value switch
        {
            "org_id" => "org_emulator",
            "project_id" => "proj_emulator",
            _ => Unknown,
        });

        var exchange = await session.SendAsync(operation.Method, url, "{\"cut");

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
        Assert.That(ExchangeValidator.Response(exchange), Is.Empty);
    }

    // Memories
    [TestCase("Memories_Add", 400, "POST", "/v3/memories/add/", """{"messages":[{"role":"user","content":"x"}]}""")]
    [TestCase("Memories_Add", 400, "POST", "/v3/memories/add/", """{"user_id":"ann"}""")]
    [TestCase("Memories_Add", 400, "POST", "/v3/memories/add/", """{"messages":[],"user_id":"ann"}""")]
    [TestCase("Memories_Search", 400, "POST", "/v3/memories/search/", """{"query":"x","filters":{}}""")]
    [TestCase("Memories_Search", 400, "POST", "/v3/memories/search/", """{"query":"","filters":{"user_id":"ann"}}""")]
    [TestCase("Memories_Search", 400, "POST", "/v3/memories/search/", """{"query":"x","filters":{"user_id":"ann"},"top_k":0}""")]
    [TestCase("Memories_Search", 400, "POST", "/v3/memories/search/", """{"query":"x","user_id":"ann"}""")]
    [TestCase("Memories_List", 400, "POST", "/v3/memories/", """{"filters":{"created_at":{"gte":"2026-01-01"}}}""")]
    [TestCase("Memories_List", 404, "POST", "/v3/memories/?page=9", """{"filters":{"user_id":"ann"}}""")]
    [TestCase("Memories_Get", 400, "GET", "/v1/memories/nope/", null)]
    [TestCase("Memories_Get", 404, "GET", "/v1/memories/" + Unknown + "/", null)]
    [TestCase("Memories_Update", 400, "PUT", "/v1/memories/" + Unknown + "/", "{}")]
    [TestCase("Memories_Update", 404, "PUT", "/v1/memories/" + Unknown + "/", """{"text":"x"}""")]
    [TestCase("Memories_Delete", 400, "DELETE", "/v1/memories/nope/", null)]
    [TestCase("Memories_Delete", 404, "DELETE", "/v1/memories/" + Unknown + "/", null)]
    [TestCase("Memories_DeleteAll", 400, "DELETE", "/v1/memories/", null)]
    [TestCase("Memories_GetHistory", 404, "GET", "/v1/memories/" + Unknown + "/history/", null)]
    [TestCase("Memories_ListChanges", 404, "GET", "/v1/memories/events/?page=9", null)]
    [TestCase("Memories_ListByEntity", 400, "GET", "/v1/memories/robot/r2/", null)]
    [TestCase("Memories_BatchUpdate", 400, "PUT", "/v1/batch/", """{"memories":[{"memory_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","text":"x"}]}""")]
    [TestCase("Memories_BatchDelete", 400, "DELETE", "/v1/batch/", """{"memories":[]}""")]
    [TestCase("Memories_SubmitFeedback", 400, "POST", "/v1/feedback/", """{"memory_id":"nope"}""")]
    [TestCase("Memories_SubmitFeedback", 500, "POST", "/v1/feedback/", """{"memory_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}""")]
    [TestCase("Memories_Summarize", 400, "POST", "/v1/summary/", """{"filters":{}}""")]
    // Entities, events, exports, profiles
    [TestCase("Entities_List", 404, "GET", "/v1/entities/?page=9", null)]
    [TestCase("Entities_Get", 400, "GET", "/v2/entities/robot/r2/", null)]
    [TestCase("Entities_Get", 404, "GET", "/v2/entities/user/nobody/", null)]
    [TestCase("Entities_Delete", 400, "DELETE", "/v2/entities/robot/r2/", null)]
    [TestCase("Entities_CreateUser", 400, "POST", "/v1/users/", "{}")]
    [TestCase("Entities_CreateAgent", 400, "POST", "/v1/agents/", """{"agent_id":"waiter"}""")]
    [TestCase("Events_Get", 404, "GET", "/v1/event/" + Unknown + "/", null)]
    [TestCase("Exports_Create", 400, "POST", "/v1/exports/", """{"filters":{"AND":[{"user_id":"ann"}]}}""")]
    [TestCase("Exports_Create", 400, "POST", "/v1/exports/", """{"schema":{},"filters":{"user_id":"ann"}}""")]
    [TestCase("Exports_Get", 400, "POST", "/v1/exports/get/", "{}")]
    [TestCase("Exports_Get", 404, "POST", "/v1/exports/get/", """{"memory_export_id":"7c9e6679-7425-40de-944b-e07fc1f90ae7"}""")]
    [TestCase("Profiles_Get", 400, "GET", "/v2/entities/agent/waiter/profile/", null)]
    [TestCase("Profiles_Get", 404, "GET", "/v2/entities/user/nobody/profile/", null)]
    [TestCase("Profiles_CreateJob", 400, "POST", "/v2/profiles/jobs/", """{"operation":"trigger","entity_type":"user","entity_id":"nobody"}""")]
    [TestCase("Profiles_GetJob", 404, "GET", "/v2/profiles/jobs/" + Unknown + "/", null)]
    [TestCase("Profiles_UpdateSettings", 400, "POST", "/v2/profiles/settings/", """{"schema":{}}""")]
    // Organizations, projects, webhooks
    [TestCase("Organizations_Create", 400, "POST", "/api/v1/orgs/organizations/", "{}")]
    [TestCase("Organizations_Get", 404, "GET", "/api/v1/orgs/organizations/org_x/", null)]
    [TestCase("Organizations_Delete", 403, "DELETE", "/api/v1/orgs/organizations/org_emulator/", null)]
    [TestCase("Organizations_AddMember", 400, "POST", "/api/v1/orgs/organizations/org_emulator/members/", """{"email":"b@example.com"}""")]
    [TestCase("Organizations_UpdateMember", 404, "PUT", "/api/v1/orgs/organizations/org_x/members/", """{"email":"b@example.com","role":"OWNER"}""")]
    [TestCase("Organizations_RemoveMember", 404, "DELETE", "/api/v1/orgs/organizations/org_x/members/", """{"email":"b@example.com"}""")]
    [TestCase("Projects_List", 404, "GET", "/api/v1/orgs/organizations/org_x/projects/", null)]
    [TestCase("Projects_Create", 400, "POST", "/api/v1/orgs/organizations/org_emulator/projects/", "{}")]
    [TestCase("Projects_Get", 404, "GET", "/api/v1/orgs/organizations/org_emulator/projects/proj_x/", null)]
    [TestCase("Projects_Update", 400, "PATCH", "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/", "{}")]
    [TestCase("Projects_Delete", 403, "DELETE", "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/", null)]
    [TestCase("Projects_AddMember", 400, "POST", "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/members/", """{"email":"b@example.com","role":"KING"}""")]
    [TestCase("Projects_RemoveMember", 404, "DELETE", "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/members/?email=b@example.com", null)]
    [TestCase("Webhooks_List", 403, "GET", "/api/v1/webhooks/projects/proj_x/", null)]
    [TestCase("Webhooks_Create", 403, "POST", "/api/v1/webhooks/projects/proj_x/", """{"name":"x","url":"https://example.com","event_types":["memory_add"]}""")]
    // Dream
    [TestCase("Dream_GetConfig", 404, "GET", "/api/v1/orgs/organizations/org_emulator/projects/proj_x/dream/config/", null)]
    [TestCase("Dream_UpdateConfig", 400, "PATCH", DreamPath + "config/", "{}")]
    [TestCase("Dream_UpdateConfig", 400, "PATCH", DreamPath + "config/", """{"reflection_mode":"x"}""")]
    [TestCase("Dream_ListRuns", 400, "GET", DreamPath + "runs/?cursor=x", null)]
    [TestCase("Dream_ListRunMemories", 404, "GET", DreamPath + "runs/" + Unknown + "/memories/", null)]
    [TestCase("Dream_ListActivity", 400, "GET", DreamPath + "activity/?cursor=LTE%3D", null)]
    [TestCase("Dream_GetStats", 404, "GET", "/api/v1/orgs/organizations/org_x/projects/proj_emulator/dream/stats/", null)]
    [TestCase("Dream_GetSources", 404, "GET", DreamPath + "memory/" + Unknown + "/sources/", null)]
    [TestCase("Dream_Preview", 404, "POST", "/api/v1/orgs/organizations/org_x/projects/proj_emulator/dream/preview/", null)]
    [TestCase("Webhooks_Create", 400, "POST", "/api/v1/webhooks/projects/proj_emulator/", """{"name":"x","url":"https://example.com","event_types":["memory_x"]}""")]
    [TestCase("Webhooks_Update", 404, "PUT", "/api/v1/webhooks/wh_x/", """{"name":"x"}""")]
    [TestCase("Webhooks_Delete", 404, "DELETE", "/api/v1/webhooks/wh_x/", null)]
    // Legacy
    [TestCase("Legacy_List", 400, "GET", "/v1/memories/", null)]
    [TestCase("Legacy_Add", 400, "POST", "/v1/memories/", """{"messages":[{"role":"user","content":"x"}]}""")]
    [TestCase("Legacy_Search", 400, "POST", "/v1/memories/search/", """{"query":"x"}""")]
    [TestCase("Legacy_ListV2", 400, "POST", "/v2/memories/", """{"filters":{}}""")]
    [TestCase("Legacy_SearchV2", 400, "POST", "/v2/memories/search/", """{"query":"x","filters":{}}""")]
    [TestCase("Legacy_DeleteEntity", 400, "DELETE", "/v1/entities/user/ann/", null)]
    // Bland
    [TestCase("Contacts_List", 400, "GET", "/v1/contacts?agent_id=nope", null)]
    [TestCase("Contacts_Find", 400, "POST", "/v1/contacts/find", "{}")]
    [TestCase("Contacts_Resolve", 400, "POST", "/v1/contacts/resolve", """{"name":"Ann"}""")]
    [TestCase("Contacts_Resolve", 400, "POST", "/v1/contacts/resolve", """{"phone_number":" ","email":"","name":"Ann"}""")]
    [TestCase("Stores_AddUser", 400, "POST", "/v1/memory/" + Unknown + "/add-user", """{"phone_number":"\t"}""")]
    [TestCase("Contacts_Get", 404, "GET", "/v1/contacts/" + Unknown, null)]
    [TestCase("Contacts_Update", 404, "PATCH", "/v1/contacts/" + Unknown, """{"name":"Ann"}""")]
    [TestCase("Contacts_Merge", 404, "POST", "/v1/contacts/merge", """{"primary_contact_id":"a","duplicate_contact_id":"b"}""")]
    [TestCase("Contacts_Merge", 500, "POST", "/v1/contacts/merge", """{"primary_contact_id":"a","duplicate_contact_id":"a"}""")]
    [TestCase("Memory_GetOrCreate", 400, "POST", "/v1/memory/contact", """{"contact_id":"a"}""")]
    [TestCase("Memory_GetOrCreate", 404, "POST", "/v1/memory/contact", """{"contact_id":"a","persona_id":"p"}""")]
    [TestCase("Memory_Get", 404, "GET", "/v1/memory/contact/mem-x", null)]
    [TestCase("Memory_MergeFacts", 400, "PATCH", "/v1/memory/contact/mem-x/facts", "{}")]
    [TestCase("Memory_MergeFacts", 404, "PATCH", "/v1/memory/contact/mem-x/facts", """{"facts":{}}""")]
    [TestCase("Memory_UpdateSummary", 404, "PATCH", "/v1/memory/contact/mem-x/summary", """{"summary":"x"}""")]
    [TestCase("Memory_GetContext", 404, "GET", "/v1/memory/context?contact_id=a&persona_id=p", null)]
    [TestCase("Memory_GetChanges", 400, "GET", "/v1/memory/changes", null)]
    [TestCase("Memory_GetChanges", 404, "GET", "/v1/memory/changes?call_id=c", null)]
    [TestCase("Memory_Reset", 404, "POST", "/v1/memory/reset", """{"contact_id":"a","persona_id":"p"}""")]
    [TestCase("Memory_SetEnabled", 400, "POST", "/v1/memory/enable", """{"memory_enabled":true,"persona_id":"p"}""")]
    [TestCase("MemorySchemas_Get", 404, "GET", "/v2/agents/nope/memory/schema", null)]
    [TestCase("MemorySchemas_Infer", 400, "POST", "/v2/agents/" + Unknown + "/memory/schema/infer", """{"snapshot":5}""")]
    [TestCase("Stores_Create", 400, "POST", "/v1/memory/create", "{}")]
    [TestCase("Stores_Get", 404, "GET", "/v1/memory/" + Unknown, null)]
    [TestCase("Stores_Delete", 404, "POST", "/v1/memory/" + Unknown + "/delete", null)]
    [TestCase("Stores_GetUser", 400, "POST", "/v1/memory/" + Unknown + "/user", "{}")]
    [TestCase("Stores_RemoveCall", 404, "POST", "/v1/memory/" + Unknown + "/call/c/delete", """{"phone_number":"+1"}""")]
    public async Task A_refusal_is_as_declared(string operationId, int status, string method, string url, string? body)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync(method, url, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(session.Emulator.Requests.Last!.Operation, Is.EqualTo(operationId), exchange.ToString());
            Assert.That(exchange.Status, Is.EqualTo(status), exchange.ToString());
            Assert.That(ExchangeValidator.Response(exchange), Is.Empty);
            Assert.That(session.Emulator.Counters.Processed(operationId), Is.Zero);
        }
    }

    public static IEnumerable<string> OperationsWithABody() =>
        ExchangeValidator.Operations.Where(operation => operation.RequestSchema is not null && operation.Id != "Profiles_CreateJob").Select(operation => operation.Id);
}
