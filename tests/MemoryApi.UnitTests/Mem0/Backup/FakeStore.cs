using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>Memories behind the two calls that backup and restore make: list with pages and their filters, and add.</summary>
internal sealed class FakeStore
{
    private readonly object _lock = new();

    public FakeStore() => Service = new ScriptedMem0(Respond);

    public ScriptedMem0 Service { get; }

    public List<JObject> Memories { get; } = [];

    /// <summary>Called before each response; may throw, or respond in place of the store.</summary>
    public Func<ArrivedRequest, (int Status, string Body)?>? Before { get; set; }

    public FakeStore With(int count, Action<JObject, int>? change = null)
    {
        for (var i = 0; i < count; i++)
        {
            var memory = new JObject
            {
                ["id"] = new Guid(i + 1, 0, 0, new byte[8]).ToString(),
                ["memory"] = "text " + i.ToString(CultureInfo.InvariantCulture),
                ["user_id"] = "alice",
                ["created_at"] = "2020-01-02T03:04:05.678Z",
            };
            change?.Invoke(memory, i);
            Memories.Add(memory);
        }

        return this;
    }

    private (int Status, string Body) Respond(ArrivedRequest request)
    {
        lock (_lock)
        {
            return Before?.Invoke(request) ?? (request.PathAndQuery.StartsWith("/v3/memories/?", StringComparison.Ordinal) ? List(request) : Add((JObject)request.Body!));
        }
    }

    private (int Status, string Body) List(ArrivedRequest request)
    {
        var query = request.PathAndQuery[(request.PathAndQuery.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => int.Parse(part[1]));
        var matching = Memories.Where(memory => Matches(memory, (JObject)request.Body!["filters"]!)).ToArray();
        var (page, size) = (query["page"], query["page_size"]);
        if (page > 1 && (page - 1) * size >= matching.Length)
        {
            return (404, """{"detail":"Invalid page."}""");
        }

        return (200, new JObject
        {
            ["count"] = matching.Length,
            ["next"] = page * size < matching.Length ? "https://api.example.test/next" : null,
            ["previous"] = null,
            ["results"] = new JArray(matching.Skip((page - 1) * size).Take(size)),
        }.ToString());
    }

    private static bool Matches(JObject memory, JObject filter)
    {
        var member = filter.Properties().Single();
        return member.Name switch
        {
            "AND" => member.Value.All(part => Matches(memory, (JObject)part)),
            "OR" => member.Value.Any(part => Matches(memory, (JObject)part)),
            "metadata" => ((JObject)member.Value).Properties().All(key => JToken.DeepEquals((memory["metadata"] as JObject)?[key.Name], key.Value)),
            "memory_ids" => member.Value.Any(id => JToken.DeepEquals(id, memory["id"])),
            "created_at" => IsCreated(memory, (JObject)member.Value),
            _ when member.Value is JObject { Count: 1 } list => list["in"]!.Any(id => JToken.DeepEquals(id, memory[member.Name])),
            _ => JToken.DeepEquals(member.Value, memory[member.Name]),
        };
    }

    private static bool IsCreated(JObject memory, JObject condition)
    {
        if ((string?)memory["created_at"] is not { } created)
        {
            return false;
        }

        var difference = Time(created).CompareTo(Time((string)condition.Properties().Single().Value!));
        return condition.Properties().Single().Name == "gt" ? difference > 0 : difference <= 0;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private (int Status, string Body) Add(JObject body)
    {
        if ((bool?)body["infer"] != false)
        {
            return (400, """{"error":"not here"}""");
        }

        var memory = new JObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["memory"] = body["messages"]![0]!["content"],
            ["role"] = body["messages"]![0]!["role"],
            ["metadata"] = body["metadata"],
            ["timestamp"] = body["timestamp"],
        };
        foreach (var name in new[] { "user_id", "agent_id", "app_id", "run_id", "expiration_date" })
        {
            if (body[name] is { } value)
            {
                memory[name] = value;
            }
        }

        Memories.Add(memory);
        return (200, new JObject
        {
            ["status"] = "SUCCEEDED",
            ["results"] = new JArray(new JObject { ["id"] = memory["id"], ["event"] = "ADD", ["data"] = new JObject { ["memory"] = memory["memory"] } }),
        }.ToString());
    }
}
