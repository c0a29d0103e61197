using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Bland;

/// <summary>The envelope of every response, and the errors in it.</summary>
internal static class BlandEnvelope
{
    private const string Json = "application/json; charset=utf-8";

    public static EmulatorResponse Ok(JsonNode? data) => Success(200, data);

    public static EmulatorResponse Success(int status, JsonNode? data) =>
        EmulatorResponse.Json(status, new JsonObject { ["data"] = data, ["errors"] = null }, Json);

    public static EmulatorResponse Paged(JsonArray data, JsonObject pagination) =>
        EmulatorResponse.Json(200, new JsonObject { ["data"] = data, ["pagination"] = pagination, ["errors"] = null }, Json);

    public static RefusalException Refuse(int status, string code, string message) => new(EmulatorResponse.Json(
        status,
        new JsonObject
        {
            ["data"] = null,
            ["errors"] = new JsonArray(new JsonObject { ["error"] = code, ["message"] = message }),
        },
        Json));

    public static RefusalException BadRequest(string message) => Refuse(400, "BAD_REQUEST", message);

    public static RefusalException NotFound(string message) => Refuse(404, "NOT_FOUND", message);
}
