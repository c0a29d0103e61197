using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private void MapProfiles()
    {
        Routes.Map("GET", "/v2/entities/{entity_type}/{entity_id}/profile/", "Profiles_Get", GetProfile);
        Routes.Map("POST", "/v2/profiles/jobs/", "Profiles_CreateJob", CreateProfileJob);
        Routes.Map("GET", "/v2/profiles/jobs/{job_id}/", "Profiles_GetJob", GetProfileJob);
        Routes.Map("GET", "/v2/profiles/settings/", "Profiles_GetSettings", GetProfileSettings);
        Routes.Map("POST", "/v2/profiles/settings/", "Profiles_UpdateSettings", UpdateProfileSettings);
    }

    private EmulatorResponse GetProfile(EmulatorRequest request)
    {
        var key = ReadEntityKey(request);
        if (key.Kind != EntityKind.User)
        {
            throw Mem0Errors.Message(400, "Invalid entity type");
        }

        _ = _store.FindEntity(key) ?? throw NoEntity();
        var (status, profile) = _profiles.Find(key.Id);
        return Ok(new JsonObject
        {
            ["profile"] = profile?.Content.DeepClone() ?? new JsonObject(),
            ["status"] = status,
            ["entity_type"] = "user",
            ["entity_id"] = key.Id,
            ["updated_at"] = profile is null ? null : Timestamps.Microseconds(profile.UpdatedAt),
            ["generation_count"] = profile?.GenerationCount ?? 0,
            ["error"] = null,
        });
    }

    private EmulatorResponse CreateProfileJob(EmulatorRequest request)
    {
        if (request.Header("Idempotency-Key") is not { Length: >= 8 and <= 128 } key)
        {
            throw BadRequest("An Idempotency-Key header of 8 to 128 characters is required");
        }

        var body = Body(request);
        var operation = OptionalText(body, "operation", BadRequest) ?? (body.Has("entity_id") ? "trigger" : null);
        if (operation is not ("sample" or "trigger"))
        {
            throw BadRequest("operation must be one of: sample, trigger");
        }

        if (OptionalText(body, "entity_type", BadRequest) is not ("user" or null))
        {
            throw BadRequest("entity_type must be user");
        }

        if (!_profiles.Settings.Enabled)
        {
            throw BadRequest("Profiles are not enabled");
        }

        var userIds = operation == "sample" ? SampleUsers(body) : [TriggeredUser(body)];
        var (job, replayed) = _profiles.Start(key, operation, userIds);
        var result = new JsonObject
        {
            ["job_id"] = job.Id.ToString(),
            ["status"] = job.IsDone ? "succeeded" : "pending",
            ["status_url"] = $"/v2/profiles/jobs/{job.Id}/",
            ["operation"] = job.Operation,
            ["entity_type"] = "user",
            ["event_id"] = null,
            ["replayed"] = replayed,
        };
        if (job.Operation == "sample")
        {
            result["entity_count_reserved"] = job.UserIds.Count;
            result["sampled"] = job.UserIds.Count;
            result["entity_ids"] = job.UserIds.ToJsonArray();
        }

        return Ok(result);
    }

    private EmulatorResponse GetProfileJob(EmulatorRequest request)
    {
        var job = Guid.TryParse(request.Arguments[0], out var id) ? _profiles.FindJob(id) : null;
        if (job is null)
        {
            throw Mem0Errors.Error(404, "Job not found");
        }

        return Ok(new JsonObject
        {
            ["job"] = new JsonObject
            {
                ["id"] = job.Id.ToString(),
                ["operation"] = job.Operation,
                ["entity_type"] = "user",
                ["status"] = job.IsDone ? "succeeded" : "pending",
                ["total"] = job.IsDone ? job.UserIds.Count : null,
                ["enumeration_complete"] = job.IsDone,
                ["completed"] = job.Succeeded + job.Skipped,
                ["succeeded"] = job.Succeeded,
                ["failed"] = 0,
                ["skipped"] = job.Skipped,
            },
        });
    }

    private EmulatorResponse GetProfileSettings(EmulatorRequest request)
    {
        var settings = _profiles.Settings;
        return Ok(new JsonObject
        {
            ["enabled"] = settings.Enabled,
            ["entities"] = new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["schema"] = settings.Schema.ToNode(),
                    ["custom_instructions"] = settings.CustomInstructions,
                },
            },
            ["capabilities"] = new JsonObject { ["sample"] = true },
        });
    }

    private EmulatorResponse UpdateProfileSettings(EmulatorRequest request)
    {
        var body = Body(request);
        if (body.Has("regenerate_profiles"))
        {
            throw Mem0Errors.Error(501, "regenerate_profiles is not implemented");
        }

        var settings = _profiles.Settings;
        settings = settings with { Enabled = OptionalFlag(body, "enabled", settings.Enabled, BadRequest) };
        RefuseOthers(body, "enabled", "entities");
        if (OptionalObject(body, "entities", BadRequest) is { } entities)
        {
            RefuseOthers(entities, "user");
            if (OptionalObject(entities, "user", BadRequest) is { } user)
            {
                RefuseOthers(user, "schema", "custom_instructions");
                if (user.Has("schema"))
                {
                    settings = settings with { Schema = ReadProfileSchema(user) };
                }

                if (user.Has("custom_instructions"))
                {
                    settings = settings with { CustomInstructions = OptionalText(user, "custom_instructions", BadRequest) };
                }
            }
        }

        _profiles.Settings = settings;
        return GetProfileSettings(request);

        static void RefuseOthers(JsonElement element, params string[] known)
        {
            if (element.EnumerateObject().Any(member => !known.Contains(member.Name)))
            {
                throw BadRequest("Unsupported settings");
            }
        }
    }

    private static JsonElement? ReadProfileSchema(JsonElement user)
    {
        var schema = OptionalObject(user, "schema", BadRequest);
        if (schema?.Member("properties") is { ValueKind: JsonValueKind.Object } properties &&
            properties.EnumerateObject().FirstOrDefault(property => property.Value.Text("description") is null) is { Value.ValueKind: not JsonValueKind.Undefined } bare)
        {
            throw BadRequest($"schema: The property '{bare.Name}' needs a description");
        }

        return schema;
    }

    private string TriggeredUser(JsonElement body) =>
        OptionalText(body, "entity_id", BadRequest) is { Length: > 0 } id && _store.FindEntity(new EntityKey(EntityKind.User, id)) is not null
            ? id
            : throw BadRequest("entity_id must name a known user");

    private List<string> SampleUsers(JsonElement body)
    {
        var limit = body.Member("limit") is not { } value ? 3
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var asked) && asked is >= 1 and <= 10 ? asked
            : throw BadRequest("limit must be an integer from 1 to 10");
        return _store.ListEntities()
            .Where(item => item.Entity.Key.Kind == EntityKind.User)
            .Take(limit)
            .Select(item => item.Entity.Key.Id)
            .ToList();
    }
}
