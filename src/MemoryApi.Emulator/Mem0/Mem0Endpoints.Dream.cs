using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private void MapDream()
    {
        const string Dream = OrganizationsPath + "{org_id}/projects/{project_id}/dream/";
        Routes.Map("GET", Dream + "config/", "Dream_GetConfig", request => OnProject(request, (_, project) => Ok(DreamConfig(_dream.SettingsOf(project.Id)))));
        Routes.Map("PATCH", Dream + "config/", "Dream_UpdateConfig", UpdateDreamConfig);
        Routes.Map("GET", Dream + "runs/", "Dream_ListRuns", request => OnDream(request, static (dream, page) => dream.ListRuns(page)));
        Routes.Map("GET", Dream + "runs/{run_id}/memories/", "Dream_ListRunMemories", request => OnDream(request, (dream, page) =>
            Guid.TryParse(request.Arguments[2], out var id) && dream.ListRunMemories(id, page) is { } found ? found : throw Mem0Errors.Message(404, "Run not found")));
        Routes.Map("GET", Dream + "activity/", "Dream_ListActivity", request => OnDream(request, static (dream, page) => dream.ListActivity(page)));
        Routes.Map("GET", Dream + "stats/", "Dream_GetStats", request => OnDream(request, static (dream, _) => dream.Stats()));
        Routes.Map("GET", Dream + "memory/{memory_id}/sources/", "Dream_GetSources", request => OnDream(request, (dream, _) =>
            Guid.TryParse(request.Arguments[2], out var id) && dream.Sources(id) is { } found ? found : throw Mem0Errors.Message(404, "Memory not found")));
        Routes.Map("POST", Dream + "preview/", "Dream_Preview", request => OnDream(request, static (dream, _) => dream.Preview()));
    }

    private EmulatorResponse UpdateDreamConfig(EmulatorRequest request)
    {
        var body = Body(request);
        bool? isEnabled = body.Member("reflection_enabled") is null ? null : OptionalFlag(body, "reflection_enabled", false, RefuseProject);
        var mode = OptionalText(body, "reflection_mode", RefuseProject);
        if (mode is not (null or "batch" or "direct"))
        {
            throw RefuseProject($"reflection_mode: \"{mode}\" is not a valid choice.");
        }

        if (isEnabled is null && mode is null)
        {
            throw RefuseProject("No valid fields to update.");
        }

        return OnProject(request, (_, project) => Ok(DreamConfig(_dream.Change(project.Id, isEnabled, mode))));
    }

    /// <summary>Memories belong to the key's own project, so Dream has no data in any other project.</summary>
    private EmulatorResponse OnDream(EmulatorRequest request, Func<DreamStore, CursorPage, JsonObject> read)
    {
        var page = CursorPage.From(request);
        return OnProject(request, (_, project) => Ok(read(project.IsDefault ? _dream : _nothingToDream, page)));
    }

    private static JsonObject DreamConfig(DreamSettings settings) => new()
    {
        ["config"] = new JsonObject
        {
            ["reflection_enabled"] = settings.IsEnabled,
            ["reflection_enabled_at"] = settings.EnabledAt is { } since ? Timestamps.Microseconds(since) : null,
            ["reflection_mode"] = settings.Mode,
        },
        ["entitlements"] = new JsonObject
        {
            ["plan"] = "pro",
            ["reflection_interval_days"] = 7,
            ["features"] = new JsonObject(),
        },
    };
}
