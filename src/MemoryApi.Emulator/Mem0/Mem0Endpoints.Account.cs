using System.Text.Json.Nodes;
using System.Threading;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private const int RetrievalLimit = 50_000;

    private long _retrievals;

    private void MapAccount()
    {
        Routes.Map("GET", "/v1/ping/", "Account_Ping", Ping);
        Routes.Map("GET", "/v1/stats/", "Account_GetStats", GetStats);
    }

    private static EmulatorResponse Ping(EmulatorRequest request) => Ok(new JsonObject
    {
        ["status"] = "ok",
        ["org_id"] = Mem0Account.OrganizationId,
        ["project_id"] = Mem0Account.ProjectId,
        ["user_email"] = Mem0Account.Email,
    });

    private EmulatorResponse GetStats(EmulatorRequest request)
    {
        var users = _store.CountByKind(EntityKind.User);
        var agents = _store.CountByKind(EntityKind.Agent);
        var runs = _store.CountByKind(EntityKind.Run);
        var retrievals = Interlocked.Read(ref _retrievals);
        return Ok(new JsonObject
        {
            ["total_memories"] = _store.MemoryCount,
            ["total_retrieval_events"] = retrievals,
            ["total_add_events"] = _store.CountEvents("ADD"),
            ["total_api_retrieval_events"] = retrievals,
            ["total_retrieval_events_limit"] = RetrievalLimit,
            ["total_users_with_memories"] = users.Entities,
            ["total_agents_with_memories"] = agents.Entities,
            ["total_runs_with_memories"] = runs.Entities,
            ["memories_per_user"] = Average(users),
            ["memories_per_agent"] = Average(agents),
            ["memories_per_run"] = Average(runs),
        });

        static int Average((int Entities, int Memories) counts) => counts.Entities == 0 ? 0 : counts.Memories / counts.Entities;
    }

    private void ResetStats() => Interlocked.Exchange(ref _retrievals, 0);

    private void CountRetrieval() => Interlocked.Increment(ref _retrievals);
}
