using System.Collections.Generic;
using System.Text.Json;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>The routes of Bland, with the requests that they accept and the responses that they return. Each file has one group of operations.</summary>
internal sealed partial class BlandEndpoints
{
    private readonly BlandStore _store;
    private readonly MemoryStoreRegistry _stores;

    public BlandEndpoints(BlandStore store, MemoryStoreRegistry stores)
    {
        _store = store;
        _stores = stores;
        MapContacts();
        MapMemory();
        MapSchemas();
        MapStores();
    }

    public RouteTable Routes { get; } = new();

    /// <summary>The body as an object. As in Express, a body without the JSON content type is ignored.</summary>
    private static JsonElement Body(EmulatorRequest request)
    {
        if (request.Body.IsEmpty || !request.IsJson)
        {
            return JsonBody.Parse("{}"u8.ToArray());
        }

        var body = request.Json();
        return body.ValueKind == JsonValueKind.Object ? body : throw BlandEnvelope.BadRequest("The body must be a JSON object.");
    }

    /// <summary>The text of a member; null when it is missing or blank.</summary>
    private static string? Text(JsonElement body, string name)
    {
        if (body.Member(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw BlandEnvelope.BadRequest($"{name} must be a string");
        }

        return value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private static JsonElement? Object(JsonElement body, string name) =>
        body.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value.Clone()
        : throw BlandEnvelope.BadRequest($"{name} must be an object");

    private static List<IdentifierKey> Identifiers(JsonElement body)
    {
        var identifiers = new List<IdentifierKey>();
        foreach (var type in IdentifierKey.Types)
        {
            if (Text(body, type) is { } value)
            {
                identifiers.Add(new IdentifierKey(type, value));
            }
        }

        return identifiers.Count > 0
            ? identifiers
            : throw BlandEnvelope.BadRequest("At least one identifier (phone_number, email, or external_id) is required");
    }

    private static MemoryScope Scope(string? personaId, string? agentNumber)
    {
        if (personaId is null && agentNumber is null)
        {
            throw BlandEnvelope.BadRequest("persona_id or agent_number is required");
        }

        return new MemoryScope(personaId, personaId is null ? agentNumber : null);
    }
}
