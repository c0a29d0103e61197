using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandEndpoints
{
    private const string PersonaStorePrefix = "v2-persona-";

    private const string AgentStorePrefix = "v2-agent-";

    private void MapStores()
    {
        Routes.Map("GET", "/v1/memory", "Stores_List", _ => BlandEnvelope.Ok(new JsonObject { ["memories"] = _stores.List() }));
        Routes.Map("GET", "/v1/memory/{memory_id}", "Stores_Get", GetStore);
        Routes.Map("POST", "/v1/memory/create", "Stores_Create", CreateStore);
        Routes.Map("POST", "/v1/memory/{memory_id}/update", "Stores_Rename", RenameStore);
        Routes.Map("POST", "/v1/memory/{memory_id}/delete", "Stores_Delete", DeleteStore);
        Routes.Map("POST", "/v1/memory/{memory_id}/user", "Stores_GetUser", GetStoreUser);
        Routes.Map("POST", "/v1/memory/{memory_id}/user/search", "Stores_SearchUserCalls", SearchStoreUserCalls);
        Routes.Map("POST", "/v1/memory/{memory_id}/add-user", "Stores_AddUser", AddStoreUser);
        Routes.Map("POST", "/v1/memory/{memory_id}/user/update", "Stores_UpdateUser", UpdateStoreUser);
        Routes.Map("POST", "/v1/memory/{memory_id}/user/delete", "Stores_RemoveUser", RemoveStoreUser);
        Routes.Map("POST", "/v1/memory/{memory_id}/add-call", "Stores_AddCall", AddStoreCall);
        Routes.Map("POST", "/v1/memory/{memory_id}/call/{call_id}/delete", "Stores_RemoveCall", RemoveStoreCall);
    }

    private EmulatorResponse GetStore(EmulatorRequest request)
    {
        var slice = Slice.From(request, int.MaxValue);
        var id = request.Arguments[0];
        var (name, createdAt, users) = ReadStore(id);
        if (request.Query.NonEmpty("search") is { } search)
        {
            users = users.FindAll(user => Contains(user["phone_number"]) || Contains(user["summary"]));

            bool Contains(JsonNode? value) => ((string?)value)?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;
        }

        var page = users.Skip(slice.Offset).Take(slice.Limit).ToList();
        return BlandEnvelope.Ok(new JsonObject
        {
            ["memory_id"] = id,
            ["name"] = name,
            ["created_at"] = createdAt,
            ["users"] = page.ToJsonArray(),
            ["pagination"] = slice.ToJson(users.Count, page.Count),
        });
    }

    private (string Name, string CreatedAt, List<JsonObject> Users) ReadStore(string id)
    {
        MemoryScope? scope = id.StartsWith(PersonaStorePrefix, StringComparison.Ordinal) ? new MemoryScope(id[PersonaStorePrefix.Length..], null)
            : id.StartsWith(AgentStorePrefix, StringComparison.Ordinal) ? new MemoryScope(null, id[AgentStorePrefix.Length..])
            : null;
        if (scope is not { } of)
        {
            return OnStore(id, store => Tuple.Create(store.Name, Timestamps.Milliseconds(store.CreatedAt), store.Users.Select(user => user.ToStoreJson()).ToList()))
                .ToValueTuple();
        }

        var users = _store.ListAsStoreUsers(of);
        return users.Count > 0 ? (of.PersonaId ?? of.AgentNumber!, (string)users[0]["created_at"]!, users) : throw NoStore();
    }

    private EmulatorResponse CreateStore(EmulatorRequest request) => BlandEnvelope.Success(201, _stores.Create(Required(Body(request), "name")));

    private EmulatorResponse RenameStore(EmulatorRequest request)
    {
        var name = Required(Body(request), "name");
        return BlandEnvelope.Ok(OnStore(request.Arguments[0], store =>
        {
            store.Name = name;
            return store.ToJson();
        }));
    }

    private EmulatorResponse DeleteStore(EmulatorRequest request) => _stores.Delete(request.Arguments[0])
        ? Message("Memory deleted successfully")
        : throw NoStore();

    private EmulatorResponse GetStoreUser(EmulatorRequest request) => BlandEnvelope.Ok(OnUser(request, (_, user) => user.ToDetailJson()));

    private EmulatorResponse SearchStoreUserCalls(EmulatorRequest request) => BlandEnvelope.Ok(OnUser(request, (_, user) => user.CallsJson()));

    private EmulatorResponse AddStoreUser(EmulatorRequest request)
    {
        var body = Body(request);
        var phone = Required(body, "phone_number");
        var key = Text(body, "external_memory_key");
        var metadata = Text(body, "metadata");
        var summary = Text(body, "summary");
        return BlandEnvelope.Ok(OnStore(request.Arguments[0], store =>
        {
            if (store.FindUser(phone, key) is not null)
            {
                throw BlandEnvelope.BadRequest("User already exists in this memory");
            }

            var user = new StoreUser
            {
                Id = Guid.NewGuid().ToString(),
                StoreId = store.Id,
                PhoneNumber = phone,
                ExternalMemoryKey = key,
                Metadata = metadata,
                Summary = summary,
                CreatedAt = _stores.Now,
            };
            store.Users.Add(user);
            return new JsonObject { ["message"] = "User added successfully", ["user"] = user.ToJson() };
        }));
    }

    private EmulatorResponse UpdateStoreUser(EmulatorRequest request)
    {
        var body = Body(request);
        var metadata = Text(body, "metadata");
        var summary = Text(body, "summary");
        return BlandEnvelope.Ok(OnUser(request, (_, user) =>
        {
            user.Metadata = metadata ?? user.Metadata;
            user.Summary = summary ?? user.Summary;
            return new JsonObject { ["message"] = "User updated successfully", ["user"] = user.ToJson() };
        }));
    }

    private EmulatorResponse RemoveStoreUser(EmulatorRequest request) => BlandEnvelope.Ok(OnUser(request, (store, user) =>
    {
        store.Users.Remove(user);
        return new JsonObject { ["message"] = "User removed successfully" };
    }));

    /// <summary>An unregistered call counts as a call of the store's only user, if the store has exactly one.</summary>
    private EmulatorResponse AddStoreCall(EmulatorRequest request)
    {
        var body = Body(request);
        var callId = Required(body, "call_id");
        var key = Text(body, "external_memory_key");
        return BlandEnvelope.Ok(OnStore(request.Arguments[0], store =>
        {
            var call = _stores.FindCall(callId, store.Users is [var only] ? only.PhoneNumber : null);
            if (call.PhoneNumber is { } phone && store.FindUser(phone, key) is { } user && user.Calls.TrueForAll(known => known.Id != callId))
            {
                user.Calls.Add(call);
            }

            return new JsonObject
            {
                ["message"] = "Call added successfully",
                ["call"] = new JsonObject { ["call_id"] = callId, ["memory_id"] = store.Id },
            };
        }));
    }

    private EmulatorResponse RemoveStoreCall(EmulatorRequest request) => BlandEnvelope.Ok(OnUser(request, (_, user) =>
    {
        if (user.Calls.RemoveAll(call => call.Id == request.Arguments[1]) == 0)
        {
            throw BlandEnvelope.NotFound("Call not found");
        }

        return new JsonObject
        {
            ["message"] = "Call removed successfully",
            ["summary"] = user.Summary,
            ["call_count"] = user.Calls.Count,
        };
    }));

    private T OnUser<T>(EmulatorRequest request, Func<MemoryStore, StoreUser, T> action)
        where T : class
    {
        var body = Body(request);
        var phone = Required(body, "phone_number");
        var key = Text(body, "external_memory_key");
        return OnStore(request.Arguments[0], store =>
            action(store, store.FindUser(phone, key) ?? throw BlandEnvelope.NotFound("User not found")));
    }

    private T OnStore<T>(string id, Func<MemoryStore, T> action)
        where T : class => _stores.With(id, action) ?? throw NoStore();

    private static string Required(JsonElement body, string name) => Text(body, name) ?? throw BlandEnvelope.BadRequest($"{name} is required");

    private static EmulatorResponse Message(string text) => BlandEnvelope.Ok(new JsonObject { ["message"] = text });

    private static RefusalException NoStore() => BlandEnvelope.NotFound("Memory not found");
}
