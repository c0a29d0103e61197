using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Json;

/// <summary>
/// A web endpoint that returns and takes models, without any configuration of JSON. Over a socket, they have the JSON of the service. Other parameters may be
/// enums and dates.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class MinimalApiTests
{
    private const string Memory =
        """
        {"id":"m1","memory":"größe 😀 <b>","user_id":"alice","metadata":{"trip":[[],[{"nights":3,"price":1.50}]],"at":"2026-01-15T10:30:00.120-08:00","none":null,"big":123456789012345678901234567890},"categories":["travel"],"expiration_date":"2031-02-03","created_at":"2030-01-02T03:04:05.678+05:30","new_in_2031":{"a":[1,true]}}
        """;

    private WebApplication _application = null!;
    private HttpClient _http = null!;

    private static IEnumerable<TestCaseData> Bodies() =>
    [
        new TestCaseData("memory", Memory),
        new TestCaseData("memories", $"[{Memory},{Memory}]"),
        new TestCaseData("page", $$"""{"count":1,"results":[{{Memory}}]}"""),
        new TestCaseData("update", """{"text":"Likes tea","metadata":{"n":1},"expiration_date":null}"""),
        new TestCaseData("add", """{"messages":[{"role":"user","content":"Likes tea"},{"role":"assistant","content":{"type":"image_url","image_url":{"url":"https://images.test/1"}}}],"user_id":"alice","infer":false}"""),
        new TestCaseData("contact-memory", """{"id":"m1","contact_id":"c1","facts":{"seats":25,"plan":null,"address":{"city":"Ulm"}},"summary":"Prefers mornings."}"""),
        new TestCaseData("facts", """{"seats":12,"plan":null,"price":0.10,"at":"2026-01-15T10:30:00Z"}"""),
        new TestCaseData("kind", "\"ARCHIVE\""),
        new TestCaseData("day", "\"2031-02-03\""),
        new TestCaseData("own", $$"""{"memory":{{Memory}},"counts":{"ADD":2,"ARCHIVE":1},"until":"2031-02-03","name":null}"""),
    ];

    [OneTimeSetUp]
    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPost("/memory", (Memory body) => body);
        _application.MapPost("/memories", (List<Memory> body) => body);
        _application.MapPost("/page", (MemoryPage body) => TypedResults.Ok(body));
        _application.MapPost("/update", (UpdateMemoryRequest body) => body);
        _application.MapPost("/add", (AddMemoriesRequest body) => Results.Json(body));
        _application.MapPost("/contact-memory", (ContactMemory body) => body);
        _application.MapPost("/facts", (FactPatch body) => body);
        _application.MapPost("/kind", ([FromBody] MemoryEventKind body) => body);
        _application.MapPost("/day", ([FromBody] CalendarDate body) => body);
        _application.MapPost("/own", (Own body) => body);
        _application.MapGet("/events/{status}", (EventStatus status, EventType type, CalendarDate? since) => $"{status} {type} {since}");
        _application.MapGet("/events", (EventStatus? status, EventStatus[] not, [FromHeader(Name = "X-Kind")] MemoryEventKind? kind) => $"{status} [{string.Join(' ', not)}] {kind}");
        await _application.StartAsync();
        var address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _application.DisposeAsync();
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_body_is_taken_and_returned_as_the_service_sends_it(string path, string json)
    {
        using var response = await PostAsync(path, json);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Tokens(await response.Content.ReadAsStringAsync()), Is.EqualTo(Tokens(json)).Using(JToken.EqualityComparer));
    }

    [TestCase("memory", "[]")]
    [TestCase("memory", "{\"id\":\"m1\"")]
    [TestCase("page", "{\"results\":17}")]
    [TestCase("update", "{\"tex\":\"a name that the request doesn't have\"}")]
    [TestCase("add", "{'messages':[]}")]
    [TestCase("kind", "{}")]
    [TestCase("day", "\"03.02.2031\"")]
    public async Task A_body_of_another_shape_is_a_bad_request(string path, string json)
    {
        using var response = await PostAsync(path, json);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("events/SUCCEEDED?type=ADD&since=2031-02-03", "SUCCEEDED ADD 2031-02-03")]
    [TestCase("events/PAUSED?type=gr%C3%B6%C3%9Fe%20%F0%9F%98%80", "PAUSED größe 😀 ")]
    [TestCase("events?status=FAILED&not=PENDING&not=PAUSED", "FAILED [PENDING PAUSED] ARCHIVE")]
    [TestCase("events", " [] ARCHIVE")]
    public async Task An_open_enum_is_a_parameter_of_route_query_or_header_and_may_be_unknown(string path, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "X-Kind", "ARCHIVE" } } };
        using var response = await _http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(expected));
    }

    [TestCase("events/SUCCEEDED", TestName = "A_missing_enum_is_a_bad_request")]
    [TestCase("events/SUCCEEDED?type=", TestName = "An_empty_enum_is_a_bad_request")]
    public async Task A_parameter_without_a_text_is_a_bad_request(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static JToken Tokens(string json)
    {
        using var reader = new Newtonsoft.Json.JsonTextReader(new System.IO.StringReader(json)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None, FloatParseHandling = Newtonsoft.Json.FloatParseHandling.Decimal };
        return JToken.ReadFrom(reader);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private sealed class Own
    {
        public Memory? Memory { get; set; }

        public Dictionary<MemoryEventKind, int>? Counts { get; set; }

        public CalendarDate? Until { get; set; }

        public Optional<string?> Name { get; set; }
    }
}
