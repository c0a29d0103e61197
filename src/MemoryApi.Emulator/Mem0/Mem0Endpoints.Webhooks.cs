using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private static readonly string[] WebhookEvents =
    [
        "memory_add", "memory_update", "memory_delete", "memory_categorize",
        "ingest_job_completed", "ingest_job_partially_completed", "ingest_job_failed", "ingest_job_cancelled",
    ];

    private void MapWebhooks()
    {
        const string OfProject = "/api/v1/webhooks/projects/{project_id}/";
        const string Webhook = "/api/v1/webhooks/{webhook_id}/";
        Routes.Map("GET", OfProject, "Webhooks_List", request => Ok(_organizations.ListWebhooks(request.Arguments[0]) ?? throw NoWebhookProject()));
        Routes.Map("POST", OfProject, "Webhooks_Create", CreateWebhook);
        Routes.Map("PUT", Webhook, "Webhooks_Update", UpdateWebhook);
        Routes.Map("DELETE", Webhook, "Webhooks_Delete", DeleteWebhook);
    }

    private EmulatorResponse CreateWebhook(EmulatorRequest request)
    {
        var body = Body(request);
        var name = RequiredText(body, "name", Mem0Errors.Field);
        var url = ReadUrl(RequiredText(body, "url", Mem0Errors.Field));
        var eventTypes = ReadEventTypes(body) ?? throw Mem0Errors.Field("event_types", "This field is required.");
        var isActive = OptionalFlag(body, "is_active", true, text => Mem0Errors.Field("is_active", text));
        return Created(_organizations.CreateWebhook(request.Arguments[0], name, url, eventTypes, isActive) ?? throw NoWebhookProject());
    }

    private EmulatorResponse UpdateWebhook(EmulatorRequest request)
    {
        var body = Body(request);
        var name = body.Has("name") ? RequiredText(body, "name", Mem0Errors.Field) : null;
        var url = body.Has("url") ? ReadUrl(RequiredText(body, "url", Mem0Errors.Field)) : null;
        var eventTypes = ReadEventTypes(body);
        if (name is null && url is null && eventTypes is null)
        {
            throw Mem0Errors.Field("name", "This field is required.");
        }

        var isFound = _organizations.UpdateWebhook(request.Arguments[0], webhook => webhook with
        {
            Name = name ?? webhook.Name,
            Url = url ?? webhook.Url,
            EventTypes = eventTypes ?? webhook.EventTypes,
        });
        return isFound ? Ok(new JsonObject { ["message"] = "Webhook updated successfully" }) : throw NoWebhook();
    }

    private EmulatorResponse DeleteWebhook(EmulatorRequest request) => _organizations.DeleteWebhook(request.Arguments[0])
        ? Ok(new JsonObject { ["message"] = "Webhook deleted successfully" })
        : throw NoWebhook();

    private static string ReadUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw Mem0Errors.Field("url", "Enter a valid URL.");

    private static List<string>? ReadEventTypes(JsonElement body)
    {
        if (!body.Has("event_types"))
        {
            return null;
        }

        if (body.Member("event_types") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            throw Mem0Errors.Field("event_types", "This list may not be empty.");
        }

        var types = list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()).ToList();
        var unknown = new JsonObject();
        for (var i = 0; i < types.Count; i++)
        {
            if (!WebhookEvents.Contains(types[i]))
            {
                unknown[i.ToString(CultureInfo.InvariantCulture)] = new[] { $"\"{types[i]}\" is not a valid choice." }.ToJsonArray();
            }
        }

        return unknown.Count == 0
            ? types
            : throw new RefusalException(EmulatorResponse.Json(400, new JsonObject { ["event_types"] = unknown }));
    }

    private static RefusalException NoWebhookProject() => Mem0Errors.Error(403, "You don't have access to this project");

    private static RefusalException NoWebhook() => Mem0Errors.Error(404, "Webhook not found");
}
