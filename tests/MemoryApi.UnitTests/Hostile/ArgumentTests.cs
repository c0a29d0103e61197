using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Hostile;

/// <summary>
/// Arguments that try to become something else on the wire. Each is refused before anything is sent, or the request that a raw
/// listener received has exactly the segments, parameters and lines that were meant, and decodes to exactly the argument.
/// </summary>
public sealed class ArgumentTests
{
    public static IEnumerable<string> Texts()
    {
        string[] shown =
        [
            "..", ".", "...", "../..", "..%2f..", "%2e%2e", "%2E%2E%2F", "..;/", "a/../b", "/", "//", "\\", "..\\..", "a/b", "a%2Fb", "?", "a?b=c", "#", "a#b", "&", "a&b=c",
            "=", "+", " ", "  a ", "a b", "%", "%zz", "%00", "\0", "a\0b", "\r\n", "a\r\nX-Injected: 1", "a\nb", "\t", "\u0001", "\u007f", "\u0085", "\u00a0", "\u2028", "\u202e", "\ufeff",
            "\ud800", "a\udc00", "\udc00\ud800", "\ud83d\ude00", "é", "ß", "\u4e2d\u6587", "'", "\"", "<script>", "{memory_id}", "*", ":", "@", "a@b", ";", ",", "|", "^", "`", "~", "$HOME", "http://evil.test/", "//evil.test",
            "CON", "null", "undefined", "true", "0", "-1", "\uffff",
        ];
        return [.. shown, new string('a', 2048), new string('a', 2049), new string('.', 3000), new string('\u4e2d', 2048), new string('/', 1000), new string('a', 70_000)];
    }

    [Test]
    public async Task An_id_is_refused_or_is_exactly_one_segment([Values("Mem0", "Bland")] string service)
    {
        using var server = new LoopbackServer(Response("""{"id":"1","data":{"id":"1"},"errors":null}"""));
        using var mem0 = Mem0(server);
        using var bland = Bland(server);
        foreach (var id in Texts())
        {
            var before = server.Received.Count;
            var isSent = await IsSentAsync(() => service == "Mem0" ? mem0.Memories.GetAsync(id) : bland.Contacts.GetAsync(id));

            Assert.That(server.Received, Has.Count.EqualTo(before + (isSent ? 1 : 0)), Shown(id));
            if (isSent)
            {
                var (prefix, suffix) = service == "Mem0" ? ("/v1/memories/", "/") : ("/v1/contacts/", "");
                var target = TargetOf(server.Received[^1]);
                var segment = target[prefix.Length..^suffix.Length];
                Assert.That(target, Is.EqualTo(prefix + segment + suffix), Shown(id));
                Assert.That(segment, Does.Match("^[A-Za-z0-9._~%-]+$").And.Not.EqualTo(".").And.Not.EqualTo(".."), Shown(id));
                Assert.That(Uri.UnescapeDataString(segment), Is.EqualTo(id), Shown(id));
            }
            else
            {
                Assert.That(MustBeRefused(id), Is.True, "refused without need: " + Shown(id));
            }
        }
    }

    [Test]
    public async Task A_query_value_is_refused_or_is_exactly_one_parameter()
    {
        using var server = new LoopbackServer(Response("""{"data":{},"errors":null}"""));
        using var bland = Bland(server);
        foreach (var value in Texts())
        {
            var before = server.Received.Count;
            var isSent = await IsSentAsync(() => bland.Memory.GetContextAsync("c1", personaId: value));

            Assert.That(server.Received, Has.Count.EqualTo(before + (isSent ? 1 : 0)), Shown(value));
            if (isSent)
            {
                var target = TargetOf(server.Received[^1]);
                var query = target[(target.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&');
                Assert.That(target, Does.StartWith("/v1/memory/context?"), Shown(value));
                Assert.That(query.Select(parameter => parameter.Split('=')[0]), Is.EqualTo(new[] { "contact_id", "persona_id" }), Shown(value));
                Assert.That(Uri.UnescapeDataString(query[1].Split('=', 2)[1]), Is.EqualTo(value), Shown(value));
            }
        }
    }

    [Test]
    public async Task A_fact_key_is_refused_or_arrives_as_it_is()
    {
        using var server = new LoopbackServer(Response("""{"data":{"id":"1","facts":{}},"errors":null}"""));
        using var bland = Bland(server);
        foreach (var key in Texts())
        {
            var before = server.Received.Count;
            var isSent = await IsSentAsync(() => bland.Memory.MergeFactsAsync("m1", new MergeFactsRequest(new JObject { [key] = key })));

            Assert.That(server.Received, Has.Count.EqualTo(before + (isSent ? 1 : 0)), Shown(key));
            if (isSent)
            {
                var request = server.Received[^1];
                Assert.That(TargetOf(request), Is.EqualTo("/v1/memory/contact/m1/facts"), Shown(key));
                var facts = (JObject)JObject.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])["facts"]!;

                Assert.That(facts.Properties().Single().Name, Is.EqualTo(key), Shown(key));
                Assert.That((string?)facts[key], Is.EqualTo(key), Shown(key));
            }
        }
    }

    [Test]
    public async Task A_header_value_or_name_is_refused_or_is_exactly_one_line([Values("value", "name", "parameter")] string place)
    {
        using var server = new LoopbackServer(Response("""{"id":"1","job_id":"j","status":"PENDING"}"""));
        using var mem0 = Mem0(server);
        var sent = 0;
        foreach (var text in Texts())
        {
            var before = server.Received.Count;
            var isSent = await IsSentAsync(() => place switch
            {
                "value" => mem0.Memories.GetAsync("1", new RequestOptions { Headers = { ["X-Probe"] = text } }),
                "name" => mem0.Memories.GetAsync("1", new RequestOptions { Headers = { [text] = "1" } }),
                _ => mem0.Profiles.CreateJobAsync(text, AnyJob()),
            });

            Assert.That(server.Received, Has.Count.EqualTo(before + (isSent ? 1 : 0)), Shown(text));
            if (isSent)
            {
                var head = server.Received[^1].Split("\r\n\r\n")[0].Split("\r\n");
                var expected = place switch
                {
                    "value" => "X-Probe: " + text,
                    "name" => text + ": 1",
                    _ => "Idempotency-Key: " + text,
                };
                Assert.That(head.Count(line => line == expected || line.TrimEnd() == expected.TrimEnd()), Is.EqualTo(1), Shown(text));
                Assert.That(head.Count(line => line.StartsWith("Authorization:", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(1), Shown(text));
                Assert.That(text.Any(character => character is < ' ' and not '\t' or > '~'), Is.False, Shown(text));
                sent++;
            }
        }

        Assert.That(sent, Is.GreaterThan(5), "what is harmless is sent");
    }

    private static CreateProfileJobRequest AnyJob() => (CreateProfileJobRequest)JObject.Parse("""{"entity_type":"user","entity_id":"u","operation":"rebuild"}""").ToObject(typeof(CreateProfileJobRequest))!;

    /// <summary>Refused means an argument's exception, with nothing of the argument's line breaks in its text.</summary>
    private static async Task<bool> IsSentAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ArgumentException refused)
        {
            Assert.That(refused.Message, Does.Not.Contain("X-Injected"));
            return false;
        }
    }

    private static bool MustBeRefused(string id) =>
        string.IsNullOrWhiteSpace(id) || id is "." or ".." || id.Length > 2048 || id.Where((_, i) => IsHalf(id, i)).Any();

    private static bool IsHalf(string text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]) : char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));

    private static string TargetOf(string request)
    {
        var line = request[..request.IndexOf("\r\n", StringComparison.Ordinal)].Split(' ');
        Assert.That(line, Has.Length.EqualTo(3));
        return line[1];
    }

    private static string Shown(string text) => string.Concat(text.Take(40).Select(character =>
        character is >= ' ' and <= '~' ? character.ToString() : "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture))) + $" ({text.Length})";

    private static byte[] Response(string body) => LoopbackServer.Response($"HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: {body.Length}\nConnection: close", body);

    private static Mem0Client Mem0(LoopbackServer server) => new("k", Once(new Mem0ClientOptions { BaseAddress = server.Address }));

    private static BlandClient Bland(LoopbackServer server) => new("k", Once(new BlandClientOptions { BaseAddress = server.Address }));

    private static TOptions Once<TOptions>(TOptions options)
        where TOptions : ApiClientOptions
    {
        options.Resilience.Retry.MaxRetryAttempts = 0;
        return options;
    }
}
