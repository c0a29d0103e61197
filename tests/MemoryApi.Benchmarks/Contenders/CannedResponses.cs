using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>The responses of the services: of the shape and size of real ones, with the members in the order of the services' documentation.</summary>
public static class CannedResponses
{
    public const string MemoryId = "0f8fad5b-d9cb-469f-a165-70867728950e";
    public const string ContactMemoryId = "mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private static readonly byte[] Updated = Bytes(Memory(1));

    private static readonly byte[] Deleted = Bytes("""{"message":"Memory deleted successfully!"}""");

    private static readonly byte[] Added = Bytes("""{"message":"Memory processing has been queued","status":"PENDING","event_id":"2c4d1f44-4f7b-4b2f-9f6e-7b5b4f5a1234"}""");

    private static readonly Lazy<byte[]> Found = new(() => Bytes("{\"results\":[" + Many(100, ScoredMemory) + "]}"));

    private static readonly Lazy<byte[]> Listed100 = new(() => Bytes(Page(100)));

    private static readonly Lazy<byte[]> Listed1000 = new(() => Bytes(Page(1000)));

    private static readonly byte[] Merged = Bytes("""
        {"data":{"id":"mem-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","org_id":"11111111-2222-3333-4444-555555555555","contact_id":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","persona_id":"persona-12345678","agent_number":null,"summary":"Customer is a premium plan subscriber.","facts":{"name":"John Doe","company":"Acme Corp","role":"CTO","preferred_contact":"phone","timezone":"America/New_York","plan":"premium","account_number":"ACC-12345","seats":25,"address":{"city":"Austin","state":"TX"},"interests":["billing","api"]},"recent_messages":[{"role":"user","content":"Please call me rather than write.","channel":"call","timestamp":"2025-07-22T15:58:00.000Z"},{"role":"assistant","content":"I will.","channel":"call","timestamp":"2025-07-22T15:58:03.000Z"}],"created_at":"2025-07-20T10:30:00.000Z","updated_at":"2025-07-22T16:00:00.000Z"},"errors":null}
        """);

    public static byte[] For(string method, string path, string query = "") => (method, path) switch
    {
        ("PUT", _) => Updated,
        ("DELETE", _) => Deleted,
        ("PATCH", _) => Merged,
        ("POST", "/v3/memories/search/") => Found.Value,
        ("POST", "/v3/memories/") when query.EndsWith("=100", StringComparison.Ordinal) => Listed100.Value,
        ("POST", "/v3/memories/") => Listed1000.Value,
        ("POST", "/v3/memories/add/") => Added,
        _ => throw new ArgumentException($"There is no response for {method} {path}."),
    };

    private static string Page(int count) => $"{{\"count\":{count},\"next\":null,\"previous\":null,\"results\":[{Many(count, Memory)}]}}";

    private static string Many(int count, Func<int, string> one) => string.Join(',', Enumerable.Range(1, count).Select(one));

    private static string Memory(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"{{{Id(i)}}}","memory":"User moved to San Francisco from New York in January 2026 ({{{i}}})","user_id":"alice","agent_id":null,"app_id":null,"session_id":"onboarding-{{{i}}}","metadata":{{{Metadata(i)}}},"categories":["location","travel"],"structured_attributes":{"year":2026,"month":1,"day":15,"is_weekend":false},"replaced_by":null,"synthesized":false,"created_at":"2026-01-15T10:30:00Z","updated_at":"2026-01-15T10:30:00.123456-08:00","expiration_date":null}""");

    private static string ScoredMemory(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"{{{Id(i)}}}","memory":"User moved to San Francisco from New York in January 2026 ({{{i}}})","user_id":"alice","agent_id":null,"app_id":null,"run_id":"onboarding-{{{i}}}","score":{{{1.0 - (i / 128.0)}}},"score_breakdown":{"semantic":0.79,"bm25":0.41,"entity":0.5},"expiration_date":null,"metadata":{{{Metadata(i)}}},"categories":["location","travel"],"created_at":"2026-01-15T10:30:00Z","updated_at":"2026-01-15T10:30:00.123456-08:00"}""");

    private static string Metadata(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"source":"chat","tags":["home","relocation"],"device":{"os":"ios","version":18},"position":{{{i}}},"confidence":0.93}""");

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"0f8fad5b-d9cb-469f-a165-{i:D12}");

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json.Trim());
}
