using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The routes of Mem0, with the requests that they accept and the responses that they return. Each file has one group of operations.</summary>
internal sealed partial class Mem0Endpoints
{
    private readonly Mem0Store _store;
    private readonly ExportStore _exports;
    private readonly ProfileStore _profiles;
    private readonly OrganizationStore _organizations;
    private readonly DreamStore _dream;
    private readonly DreamStore _nothingToDream;
    private readonly EmulatorOptions _options;

    public Mem0Endpoints(
        Mem0Store store, ExportStore exports, ProfileStore profiles, OrganizationStore organizations, DreamStore dream, EmulatorOptions options)
    {
        _store = store;
        _exports = exports;
        _profiles = profiles;
        _organizations = organizations;
        _dream = dream;
        _nothingToDream = new DreamStore(new Mem0Store(options, new FaultPlan(new KnownOperations([]))));
        _options = options;
        MapMemories();
        MapEntities();
        MapEvents();
        MapExports();
        MapProfiles();
        MapProjects();
        MapDream();
        MapOrganizations();
        MapWebhooks();
        MapAccount();
        MapLegacy();
    }

    public RouteTable Routes { get; } = new();

    public void Reset() => ResetStats();

    private static EmulatorResponse Ok(JsonNode? body) => EmulatorResponse.Json(200, body);

    private static EmulatorResponse Created(JsonNode? body) => EmulatorResponse.Json(201, body);

    /// <summary>The body as an object. An empty body counts as an empty object.</summary>
    private static JsonElement Body(EmulatorRequest request)
    {
        if (request.Body.IsEmpty)
        {
            return JsonBody.Parse("{}"u8.ToArray());
        }

        if (!request.IsJson)
        {
            throw Mem0Errors.Detail(415, $"Unsupported media type \"{request.ContentType}\" in request.");
        }

        var body = request.Json();
        return body.ValueKind == JsonValueKind.Object
            ? body
            : throw Mem0Errors.Field("non_field_errors", $"Invalid data. Expected a dictionary, but got {Mem0Errors.TypeName(body)}.");
    }

    private static Guid MemoryId(string text) =>
        Guid.TryParseExact(text, "D", out var id) || Guid.TryParseExact(text, "N", out id) ? id : throw Mem0Errors.NotAUuid();

    private static string? OptionalText(JsonElement body, string name, Func<string, RefusalException> refuse) =>
        body.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw refuse($"{name}: Not a valid string.");

    private static bool OptionalFlag(JsonElement body, string name, bool fallback, Func<string, RefusalException> refuse) =>
        body.Member(name) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw refuse($"{name}: Must be a valid boolean.");

    private static JsonElement? OptionalObject(JsonElement body, string name, Func<string, RefusalException> refuse) =>
        body.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value.Clone()
        : throw refuse($"{name}: {NotADictionary(value)}");

    private static DateOnly? OptionalDate(JsonElement body, string name, Func<string, RefusalException> refuse) =>
        body.Member(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String && Timestamps.TryParseDate(value.GetString(), out var date) ? date
        : throw refuse($"{name}: Date has wrong format. Use one of these formats instead: YYYY-MM-DD.");

    private static IReadOnlyList<string> OptionalTexts(JsonElement body, string name, Func<string, RefusalException> refuse) =>
        body.Member(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? value.EnumerateArray().Select(item => item.GetString()!).ToList()
            : throw refuse($"{name}: {NotAList(value)}");

    private static string NotADictionary(JsonElement value) => $"Expected a dictionary of items but got type \"{Mem0Errors.TypeName(value)}\".";

    private static string NotAList(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? "Not a valid string." : $"Expected a list of items but got type \"{Mem0Errors.TypeName(value)}\".";

    private static RefusalException BadRequest(string text) => Mem0Errors.Error(400, text);
}
