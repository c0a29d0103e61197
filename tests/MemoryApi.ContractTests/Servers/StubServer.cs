using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WireMock.Server;
using WireMock.Settings;

namespace MemoryApi.ContractTests;

/// <summary>The one WireMock server of the test run, on a free port of 127.0.0.1.</summary>
[SetUpFixture]
internal sealed class StubServer
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<RecordedRequest>> Journals = new();

    public static WireMockServer WireMock { get; private set; } = null!;

    [OneTimeSetUp]
    public void Start() => WireMock = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],

        // WireMock's own log decodes the target, and loses entries when tests run in parallel.
        MaxRequestLogCount = 0,
        PreWireMockMiddlewareInit = application => ((IApplicationBuilder)application).Use(RecordAsync),
    });

    [OneTimeTearDown]
    public void Stop() => WireMock.Dispose();

    /// <summary>Begins to record the requests whose target starts with a prefix, such as <c>/t-1/</c>.</summary>
    public static ConcurrentQueue<RecordedRequest> Record(string prefix) => Journals.GetOrAdd(prefix, _ => new ConcurrentQueue<RecordedRequest>());

    /// <summary>Ends what <see cref="Record"/> began.</summary>
    public static void Forget(string prefix) => Journals.TryRemove(prefix, out _);

    /// <summary>Runs before WireMock: when a client has a response, its request is in the journal.</summary>
    private static async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var prefix = target[..(target.IndexOf('/', 1) + 1)];
        if (Journals.TryGetValue(prefix, out var journal))
        {
            using var body = new StreamReader(context.Request.Body);
            journal.Enqueue(new RecordedRequest(
                context.Request.Method,
                target[(prefix.Length - 1)..],
                context.Request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
                await body.ReadToEndAsync()));
        }

        await next(context);
    }
}
