using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.UnitTests.Core;
using Newtonsoft.Json.Linq;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Hostile;

/// <summary>Responses that no service should give. There is a value or an exception of the SDK; nothing else, and in bounded time and memory.</summary>
public sealed class ResponseTests
{
    private const int Inputs = 24_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly byte[][] Seeds = [.. SeedTexts().Select(Encoding.UTF8.GetBytes)];

    [Test]
    public async Task Every_reader_gives_a_value_or_an_exception_of_the_SDK_for_mutated_responses()
    {
        var transport = new Bodies();
        using var connection = TestService.Connect(transport, options =>
        {
            options.UseResilience = false;
            options.MaxResponseBytes = 1_000_000;
        });
        var random = new Random(20261121);
        var values = 0;
        var refusals = 0;
        var perReader = (Inputs / ResponseReader.All.Count) + 1;
        foreach (var reader in ResponseReader.All)
        {
            for (var i = 0; i < perReader; i++)
            {
                transport.Status = random.Next(4) == 0 ? random.Next(200, 600) : 200;
                transport.Body = Mutation.Of(Seeds[random.Next(Seeds.Length)], random);
                if (await IsValueAsync(() => reader.ReadAsync(connection), () => $"{reader}, status {transport.Status}: {Convert.ToBase64String(transport.Body)}"))
                {
                    values++;
                }
                else
                {
                    refusals++;
                }
            }
        }

        TestContext.Out.WriteLine($"{ResponseReader.All.Count} readers, {values + refusals} inputs: {values} values, {refusals} exceptions of the SDK");
        Assert.That(values + refusals, Is.GreaterThanOrEqualTo(20_000));
        Assert.That(values, Is.GreaterThan(500), "the inputs are too far from what is expected");
        Assert.That(ResponseReader.All, Has.Count.GreaterThan(50));
    }

    [Test]
    public void Any_JSON_gives_a_value_or_an_exception_of_the_SDK()
    {
        var transport = new Bodies();
        using var connection = TestService.Connect(transport, options => options.UseResilience = false);
        var json = Gen.Sized(size => Json(Math.Min(size, 40)));
        var cases = from token in json from reader in Gen.Elements<ResponseReader>(ResponseReader.All) select (Text: token.ToString(), Reader: reader);
        Prop.ForAll(Arb.From(cases), input =>
        {
            transport.Body = Encoding.UTF8.GetBytes(input.Text);
            IsValueAsync(() => input.Reader.ReadAsync(connection), () => $"{input.Reader}: {input.Text}").GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Test]
    public async Task Mutated_bytes_on_the_connection_give_a_value_or_an_exception_of_the_SDK()
    {
        byte[] wire = [];
        using var transport = WireTransport.Receiving(() => wire);
        using var connection = TestService.Connect(transport, options =>
        {
            options.BaseAddress = new Uri("http://127.0.0.1:9/");
            options.Resilience.Retry.MaxRetryAttempts = 0;
            options.Resilience.CircuitBreaker.MinimumThroughput = int.MaxValue;
            options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(5);
        });
        var random = new Random(7);
        byte[][] seeds =
        [
            LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 13", """{"value":"x"}"""),
            LoopbackServer.Response("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "5\r\n{\"val\r\n8\r\nue\":\"x\"}\r\n0\r\n\r\n"),
            LoopbackServer.Response("HTTP/1.1 307 Moved\nLocation: https://other.test/a?b=c\nContent-Length: 0"),
            LoopbackServer.Response("HTTP/1.1 429 Slow\nRetry-After: 5\nX-RateLimit-Reset: 5\nContent-Length: 4", "slow"),
            LoopbackServer.Response("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 10", "\u001f\u008b\u0008\0\0\0\0\0"),
        ];
        var values = 0;
        for (var i = 0; i < 4000; i++)
        {
            wire = Mutation.Of(seeds[random.Next(seeds.Length)], random);
            values += await IsValueAsync(() => connection.CallAsync(), () => Convert.ToBase64String(wire)) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"4000 inputs on the wire: {values} values");
        Assert.That(values, Is.GreaterThan(50));
    }

    [TestCase('[', 10_000)]
    [TestCase('{', 10_000)]
    [TestCase('[', 1_000_000)]
    public async Task Nesting_that_is_too_deep_is_refused_by_every_reader(char opening, int depth)
    {
        var transport = new Bodies { Body = Encoding.ASCII.GetBytes(opening == '[' ? new string('[', depth) : string.Concat(Enumerable.Repeat("{\"data\":", depth))) };
        using var connection = TestService.Connect(transport, options => options.UseResilience = false);
        foreach (var reader in depth > 10_000 ? [.. ResponseReader.All.Take(3)] : ResponseReader.All)
        {
            Assert.That(await IsValueAsync(() => reader.ReadAsync(connection), () => reader.Name), Is.False, reader.Name);
        }
    }

    [Test]
    public async Task A_string_of_100_MB_is_refused_at_the_limit_without_being_set_aside([Values] bool isAnnounced)
    {
        const long Size = 100_000_000;
        var read = 0L;
        using var connection = TestService.Connect(new ScriptedTransport().Respond(() =>
        {
            var content = new StreamContent(new ScriptedStream((buffer, _) =>
            {
                var count = (int)Math.Min(buffer.Length, Size - read);
                buffer.Span[..count].Fill((byte)'"');
                read += count;
                return new ValueTask<int>(count);
            }));
            if (isAnnounced)
            {
                content.Headers.ContentLength = Size;
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        }));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("67108864 bytes"));

        TestContext.Out.WriteLine($"announced {isAnnounced}: {read:N0} bytes read, {GC.GetTotalAllocatedBytes(precise: true) - before:N0} bytes allocated");
        Assert.That(read, Is.EqualTo(isAnnounced ? 0 : 67_108_865));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(300_000_000));
    }

    private static async Task<bool> IsValueAsync(Func<Task> read, Func<string> describe)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            await read().WaitAsync(Longest);
            return true;
        }
        catch (MemoryApiException)
        {
            return false;
        }
        catch (Exception failure)
        {
            throw new AssertionException($"{failure.GetType()}: {failure.Message}\n{describe()}\n{failure.StackTrace}");
        }
        finally
        {
            Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(Longest), describe);
        }
    }

    /// <summary>The examples of the specifications, so that mutations begin at what the services send.</summary>
    private static IEnumerable<string> SeedTexts()
    {
        yield return """{"id":"1","memory":"text","user_id":"u","metadata":{"a":[1,2.5,null]},"categories":["x"],"created_at":"2024-01-01T00:00:00Z","updated_at":null,"expiration_date":"2030-01-01","score":0.5}""";
        yield return """{"results":[{"id":"1","memory":"m","score":0.1,"event":"ADD"}],"count":1,"next":null,"previous":null,"relations":[]}""";
        yield return """[{"id":"1","name":"n","type":"user","total_memories":3,"owner":{"email":"e"},"settings":{"enabled":true}}]""";
        yield return """{"data":{"id":"1","facts":{"a":{"b":1}},"summary":"s","open_items":["x"],"entities":{},"is_enabled":true,"created_at":"2025-07-22T10:30:00.000Z"},"errors":null}""";
        yield return """{"data":[{"id":"1","role":"user","content":"c","timestamp":"2025-07-22T10:30:00.000Z"}],"pagination":{"total":1,"limit":20,"offset":0,"has_more":false},"errors":null}""";
        yield return """{"data":null,"errors":[{"error":"NOT_FOUND","message":"m","required_scope":"x"}]}""";
        yield return """{"detail":[{"loc":["body","name"],"msg":"required","type":"value_error"}],"error":{"code":"X","message":"m"}}""";
        yield return """{"event_id":"e","status":"SUCCEEDED","event_type":"ADD","graph_status":null,"results":[{"id":"1","data":{"memory":"m"},"event":"ADD","user_id":"u"}],"latency":12.5}""";
    }

    private static Gen<JToken> Json(int size)
    {
        var leaf = Gen.OneOf<JToken>(
            Gen.Constant<JToken>(JValue.CreateNull()),
            ArbMap.Default.GeneratorFor<bool>().Select(value => (JToken)value),
            ArbMap.Default.GeneratorFor<long>().Select(value => (JToken)value),
            ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(value => (JToken)value),
            ArbMap.Default.GeneratorFor<string>().Select(value => (JToken)(value ?? string.Empty)),
            Gen.Elements<JToken>("2024-01-01", "2024-01-01T00:00:00Z", "true", "12", "user"));
        if (size <= 1)
        {
            return leaf;
        }

        var inner = Json(size / 3);
        var name = Gen.OneOf(
            Gen.Elements("id", "memory", "data", "errors", "results", "facts", "metadata", "status", "created_at", "categories", "score", "pagination", "count", "message", "user_id", "type"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty));
        var members = name.SelectMany(key => inner.Select(value => (key, value))).ListOf();
        return Gen.OneOf(
            leaf,
            inner.ListOf().Select(items => (JToken)new JArray(items.Take(5))),
            members.Select(list =>
            {
                var body = new JObject();
                foreach (var (key, value) in list.Take(8))
                {
                    body[key] = value.DeepClone();
                }

                return (JToken)body;
            }));
    }

    private sealed class Bodies : HttpMessageHandler
    {
        public int Status { get; set; } = 200;

        public byte[] Body { get; set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body), RequestMessage = request });
    }
}
