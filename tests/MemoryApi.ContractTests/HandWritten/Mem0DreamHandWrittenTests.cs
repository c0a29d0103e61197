using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using static MemoryApi.ContractTests.WrittenExchange;

namespace MemoryApi.ContractTests;

/// <summary>Dream on the wire: paths and methods from the vendor's pages, bodies as far as these could be seen, and what happens to the rest of them.</summary>
internal sealed class Mem0DreamHandWrittenTests
{
    private const string Config = """
        200

        {
          "config": {"reflection_enabled": true, "reflection_enabled_at": "2026-09-01T08:00:00Z", "reflection_mode": "direct"},
          "entitlements": {"plan": "enterprise", "reflection_interval_days": 0.5, "features": {"preview": true}}
        }
        """;

    [Test]
    public async Task The_configuration_is_read_with_what_the_plan_allows()
    {
        var config = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/config/
                Authorization: Token m0-key
                """,
            response: Config,
            call: mem0 => mem0.Dream.GetConfigAsync("org_1", "proj_1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.Config!.ReflectionEnabled, Is.True);
            Assert.That(config.Config.ReflectionEnabledAt, Is.EqualTo(Time("2026-09-01T08:00:00Z")));
            Assert.That(config.Config.ReflectionMode, Is.EqualTo(DreamReflectionMode.Direct));
            Assert.That(config.Entitlements!.Plan, Is.EqualTo("enterprise"));
            Assert.That(config.Entitlements.ReflectionIntervalDays, Is.EqualTo(0.5));
            Assert.That(Json(config.Entitlements.Features), Is.EqualTo("""{"preview":true}"""));
        }
    }

    [Test]
    public async Task The_configuration_is_changed_by_what_is_set_only() =>
        await Mem0Async(
            request: """
                PATCH /api/v1/orgs/organizations/org_1/projects/proj_1/dream/config/
                Authorization: Token m0-key

                {"reflection_enabled":false}
                """,
            response: Config,
            call: mem0 => mem0.Dream.UpdateConfigAsync("org_1", "proj_1", new UpdateDreamConfigRequest { ReflectionEnabled = false }));

    [Test]
    public async Task Runs_are_listed_by_cursor_with_their_first_memories_of_whatever_shape()
    {
        var page = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/runs/?limit=5&cursor=a%2Bb%3D
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "results": [
                    {"run_id": "r1", "at": "2026-09-08T08:00:00Z", "count": 12, "synthesized": [{"id": "m1"}, "m2"], "has_more": true, "mem_cursor": "c1", "sources": []}
                  ],
                  "next_cursor": "c2"
                }
                """,
            call: mem0 => mem0.Dream.ListRunsAsync("org_1", "proj_1", limit: 5, cursor: "a+b="));

        var run = page.Results.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.NextCursor, Is.EqualTo("c2"));
            Assert.That((run.RunId, run.At, run.Count, run.HasMore, run.MemCursor), Is.EqualTo(("r1", Time("2026-09-08T08:00:00Z"), 12, true, "c1")));
            Assert.That(run.Synthesized!.Select(Json), Is.EqualTo(new[] { """{"id":"m1"}""", "\"m2\"" }));
            Assert.That(run.Sources, Is.Empty);
        }
    }

    [Test]
    public async Task Members_that_come_by_other_names_than_guessed_are_kept()
    {
        var memories = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/runs/r%2F1/memories/?cursor=c1
                Authorization: Token m0-key
                """,
            response: """
                200

                {"memories":[{"id":"m1"}],"mem_cursor":null}
                """,
            call: mem0 => mem0.Dream.ListRunMemoriesAsync("org_1", "proj_1", "r/1", cursor: "c1"));
        var activity = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/activity/?limit=2
                Authorization: Token m0-key
                """,
            response: """
                200

                {"items":[],"next_cursor":"c3"}
                """,
            call: mem0 => mem0.Dream.ListActivityAsync("org_1", "proj_1", limit: 2));

        Assert.That(memories.Results, Is.Null);
        Assert.That(Json(memories.AdditionalProperties["memories"]), Is.EqualTo("""[{"id":"m1"}]"""));
        Assert.That((activity.Results, activity.NextCursor, Json(activity.AdditionalProperties["items"])), Is.EqualTo(((object?)null, "c3", "[]")));
    }

    [Test]
    public async Task Counts_sources_and_preview_come_as_they_are()
    {
        var stats = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/stats/
                Authorization: Token m0-key
                """,
            response: """
                200

                {"lifecycle":{"active":3}}
                """,
            call: mem0 => mem0.Dream.GetStatsAsync("org_1", "proj_1"));
        var sources = await Mem0Async(
            request: """
                GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/memory/m1/sources/
                Authorization: Token m0-key
                """,
            response: """
                200

                [{"id":"m2"}]
                """,
            call: mem0 => mem0.Dream.GetSourcesAsync("org_1", "proj_1", "m1"));
        var preview = await Mem0Async(
            request: """
                POST /api/v1/orgs/organizations/org_1/projects/proj_1/dream/preview/
                Authorization: Token m0-key
                """,
            response: """
                200

                {"users":[]}
                """,
            call: mem0 => mem0.Dream.PreviewAsync("org_1", "proj_1"));

        Assert.That((Json(stats), Json(sources), Json(preview)), Is.EqualTo(("""{"lifecycle":{"active":3}}""", """[{"id":"m2"}]""", """{"users":[]}""")));
    }

    [Test]
    public void A_plan_without_it_is_a_permission_exception() =>
        Assert.That(
            () => Mem0Async(
                request: """
                    GET /api/v1/orgs/organizations/org_1/projects/proj_1/dream/stats/
                    Authorization: Token m0-key
                    """,
                response: """
                    403

                    {"message":"Upgrade your plan."}
                    """,
                call: mem0 => mem0.Dream.GetStatsAsync("org_1", "proj_1")),
            Throws.InstanceOf<MemoryApiPermissionException>().With.Property("ServiceMessage").EqualTo("Upgrade your plan."));
}
