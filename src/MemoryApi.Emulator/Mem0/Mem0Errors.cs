using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The shapes of errors. They differ between the parts of the service.</summary>
internal static class Mem0Errors
{
    public const string EntityRequired = "One of the filters: app_id, user_id, agent_id, run_id is required!";

    public static RefusalException Detail(int status, string text) => Refuse(status, new JsonObject { ["detail"] = text });

    public static RefusalException Error(int status, string text) => Refuse(status, new JsonObject { ["error"] = text });

    public static RefusalException Message(int status, string text) => Refuse(status, new JsonObject { ["message"] = text });

    /// <summary>400 with the messages of one field.</summary>
    public static RefusalException Field(string field, string text) => Refuse(400, new JsonObject { [field] = new[] { text }.ToJsonArray() });

    /// <summary>400 as the organization routes return it: the fields' messages under <c>errors</c>.</summary>
    public static RefusalException Errors(string field, string text) =>
        Refuse(400, new JsonObject { ["errors"] = new JsonObject { [field] = new[] { text }.ToJsonArray() } });

    /// <summary>400 as adds return it.</summary>
    public static RefusalException Add(string text) =>
        Refuse(400, new JsonObject { ["error"] = "400 Bad Request", ["details"] = new JsonObject { ["message"] = text } });

    /// <summary>400 as the list of the first API version returns it: an array of texts.</summary>
    public static RefusalException List(string text) => Refuse(400, new[] { text }.ToJsonArray());

    /// <summary>The Python name of a value's type, as in the service's messages.</summary>
    public static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "dict",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "str",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "int" : "float",
        JsonValueKind.Null => "NoneType",
        _ => "bool",
    };

    public static RefusalException NotAUuid() => Error(400, "memory_id should be a valid UUID");

    public static RefusalException NoMemory() => Error(404, "Memory not found!");

    public static RefusalException ServerError() => new(EmulatorResponse.Text(
        500, "<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Server Error (500)</title>\n</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n", "text/html; charset=utf-8"));

    public static EmulatorResponse NoSuchPath() => EmulatorResponse.Text(
        404,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>\n</body>\n</html>\n",
        "text/html; charset=utf-8");

    private static RefusalException Refuse(int status, JsonNode body) => new(EmulatorResponse.Json(status, body));
}
