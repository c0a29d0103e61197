using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Projects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CurrentProjectTests
{
    private readonly List<string?> _pings = [];
    private string _configuredKey = "key-a";
    private Func<RequestOptions?, Task<PingResult>>? _ping;

    [Test]
    public async Task One_key_is_asked_for_once_whatever_the_number_of_calls()
    {
        var current = Create();

        var first = await current.GetAsync(null, CancellationToken.None);
        var second = await current.GetAsync(new RequestOptions(), CancellationToken.None);

        Assert.That((first.OrgId, first.ProjectId), Is.EqualTo(("org-key-a", "proj-key-a")));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(_pings, Is.EqualTo(new[] { "key-a" }));
    }

    [Test]
    public async Task A_key_that_rotates_under_the_ping_does_not_get_the_other_key_s_project()
    {
        // The ping takes the key anew, and finds the next one.
        _ping = _ =>
        {
            _configuredKey = "key-b";
            return Task.FromResult(PingOf("key-b"));
        };
        var current = Create();

        var project = await current.GetAsync(null, CancellationToken.None);
        _configuredKey = "key-a";
        _ping = _ => Task.FromResult(PingOf("key-a"));
        var back = await current.GetAsync(null, CancellationToken.None);

        Assert.That((project.ProjectId, back.ProjectId), Is.EqualTo(("proj-key-b", "proj-key-a")));
    }

    [Test]
    public void A_key_that_never_stays_the_same_is_an_error()
    {
        var count = 0;
        _ping = _ =>
        {
            _configuredKey = "key-" + ++count;
            return Task.FromResult(PingOf(_configuredKey));
        };

        Assert.That(async () => await Create().GetAsync(null, CancellationToken.None), Throws.InstanceOf<MemoryApiAuthenticationException>());
        Assert.That(count, Is.EqualTo(3));
    }

    [Test]
    public async Task Another_key_has_its_own_project_by_call_and_by_rotation()
    {
        var current = Create();

        var own = await current.GetAsync(null, CancellationToken.None);
        var other = await current.GetAsync(new RequestOptions { ApiKey = "key-b" }, CancellationToken.None);
        _configuredKey = "key-c";
        var rotated = await current.GetAsync(null, CancellationToken.None);
        _configuredKey = "key-a";
        var back = await current.GetAsync(null, CancellationToken.None);

        Assert.That(
            new[] { own, other, rotated, back }.Select(call => call.ProjectId), Is.EqualTo(new[] { "proj-key-a", "proj-key-b", "proj-key-c", "proj-key-a" }));
        Assert.That(_pings, Is.EqualTo(new[] { "key-a", "key-b", "key-c" }));
    }

    [Test]
    public async Task Callers_at_once_cause_one_ping()
    {
        var ping = new TaskCompletionSource<PingResult>();
        _ping = _ => ping.Task;
        var current = Create();

        // Each task ends when its call has been made; the calls wait for the response.
        var calls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new[] { current.GetAsync(null, CancellationToken.None) })));
        ping.SetResult(PingOf("key-a"));
        var resolved = await Task.WhenAll(calls.Select(call => call[0]));

        Assert.That(resolved.Select(call => call.ProjectId), Is.All.EqualTo("proj-key-a"));
        Assert.That(_pings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_failure_is_not_remembered()
    {
        _ping = _ => throw new MemoryApiServerException("down");
        var current = Create();
        Assert.That(async () => await current.GetAsync(null, CancellationToken.None), Throws.InstanceOf<MemoryApiServerException>());
        _ping = options => Task.FromResult(PingOf(options?.ApiKey ?? _configuredKey));

        var call = await current.GetAsync(null, CancellationToken.None);

        Assert.That(call.ProjectId, Is.EqualTo("proj-key-a"));
        Assert.That(_pings, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_response_without_a_project_is_an_error_and_not_remembered()
    {
        _ping = _ => Task.FromResult(new PingResult { Status = "ok", OrgId = "org" });
        var current = Create();
        Assert.That(async () => await current.GetAsync(null, CancellationToken.None), Throws.InstanceOf<MemoryApiResponseException>());
        _ping = options => Task.FromResult(PingOf(options?.ApiKey ?? _configuredKey));

        Assert.That((await current.GetAsync(null, CancellationToken.None)).OrgId, Is.EqualTo("org-key-a"));
    }

    [Test]
    public async Task A_caller_that_gives_up_takes_the_response_from_nobody_else()
    {
        var ping = new TaskCompletionSource<PingResult>();
        _ping = _ => ping.Task;
        var current = Create();
        using var cancellation = new CancellationTokenSource();

        var impatient = current.GetAsync(null, cancellation.Token);
        var patient = current.GetAsync(null, CancellationToken.None);
        await cancellation.CancelAsync();
        Assert.That(async () => await impatient, Throws.InstanceOf<OperationCanceledException>());
        ping.SetResult(PingOf("key-a"));

        Assert.That((await patient).ProjectId, Is.EqualTo("proj-key-a"));
        Assert.That(_pings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Very_many_keys_are_not_collected_for_ever()
    {
        var current = Create();
        for (var i = 0; i < 3000; i++)
        {
            await current.GetAsync(new RequestOptions { ApiKey = "key-" + i }, CancellationToken.None);
        }

        Assert.That(await current.GetAsync(new RequestOptions { ApiKey = "key-2999" }, CancellationToken.None), Has.Property("ProjectId").EqualTo("proj-key-2999"));
        Assert.That(_pings, Has.Count.EqualTo(3000));
    }

    [Test]
    public async Task Groups_use_it_for_the_calls_that_leave_out_the_ids()
    {
        using var service = new ScriptedMem0(request => request.PathAndQuery switch
        {
            "/v1/ping/" => (200, """{"status":"ok","org_id":"org_1","project_id":"proj_1"}"""),
            var path when path.EndsWith("/members/", StringComparison.Ordinal) && request.Method == "GET" => (200, """{"members":[]}"""),
            "/api/v1/orgs/organizations/org_1/projects/" when request.Method == "GET" => (200, "[]"),
            "/api/v1/webhooks/projects/proj_1/" when request.Method == "GET" => (200, "[]"),
            _ => (200, """{"org_id":"org_1","project_id":"proj_1","webhook_id":"wh_1","message":"done"}"""),
        });
        using var client = service.Client();
        var key = new RequestOptions { ApiKey = "m0-other" };

        await client.Projects.GetCurrentAsync(key);
        await client.Projects.UpdateCurrentAsync(new UpdateProjectRequest { Name = "n" }, key);
        await client.Projects.ListAsync(key);
        await client.Projects.CreateAsync(new CreateProjectRequest("n"), key);
        await client.Projects.CreateAsync("n", key);
        await client.Projects.ListMembersAsync(key);
        await client.Projects.AddMemberAsync(new AddProjectMemberRequest("a@b.c", ProjectRole.Reader), key);
        await client.Projects.UpdateMemberAsync(new UpdateProjectMemberRequest("a@b.c", ProjectRole.Owner), key);
        await client.Projects.RemoveMemberAsync("a@b.c", key);
        await client.Organizations.GetCurrentAsync(key);
        await client.Organizations.ListMembersAsync(key);
        await client.Webhooks.ListAsync(key);
        await client.Webhooks.CreateAsync(new CreateWebhookRequest("n", "https://example.test", [WebhookEventType.MemoryAdd]), key);
        var project = await client.Account.GetCurrentProjectAsync(key);

        const string Project = "/api/v1/orgs/organizations/org_1/projects/proj_1/";
        Assert.That(project, Is.EqualTo(new ProjectReference("org_1", "proj_1")));
        Assert.That(service.Arrived.Select(request => request.Authorization), Is.All.EqualTo("Token m0-other"));
        Assert.That(service.Arrived.Select(request => request.ToString()), Is.EqualTo(new[]
        {
            "GET /v1/ping/",
            "GET " + Project,
            "PATCH " + Project,
            "GET /api/v1/orgs/organizations/org_1/projects/",
            "POST /api/v1/orgs/organizations/org_1/projects/",
            "POST /api/v1/orgs/organizations/org_1/projects/",
            "GET " + Project + "members/",
            "POST " + Project + "members/",
            "PUT " + Project + "members/",
            "DELETE " + Project + "members/?email=a%40b.c",
            "GET /api/v1/orgs/organizations/org_1/",
            "GET /api/v1/orgs/organizations/org_1/members/",
            "GET /api/v1/webhooks/projects/proj_1/",
            "POST /api/v1/webhooks/projects/proj_1/",
        }));
    }

    [Test]
    public async Task The_configured_key_is_asked_for_once_by_all_groups_of_a_client()
    {
        using var service = new ScriptedMem0(request => request.PathAndQuery == "/v1/ping/"
            ? (200, """{"status":"ok","org_id":"org_1","project_id":"proj_1"}""")
            : (200, "[]"));
        using var client = service.Client();

        await Task.WhenAll(client.Webhooks.ListAsync(), client.Projects.ListAsync(), client.Webhooks.ListAsync(new RequestOptions { ApiKey = "m0-other" }));

        Assert.That(
            service.Arrived.Where(request => request.PathAndQuery == "/v1/ping/").Select(request => request.Authorization).Order(),
            Is.EqualTo(new[] { "Token m0-other", "Token " + ScriptedMem0.Key }));
    }

    [Test]
    public void What_is_invalid_is_refused_before_the_ping()
    {
        using var service = ScriptedMem0.Responding((200, "{}"));
        using var client = service.Client();

        Assert.Multiple(() =>
        {
            Assert.That(async () => await client.Projects.CreateAsync((CreateProjectRequest)null!), Throws.ArgumentNullException);
            Assert.That(async () => await client.Projects.RemoveMemberAsync(" "), Throws.ArgumentException);
            Assert.That(async () => await client.Webhooks.CreateAsync(new CreateWebhookRequest("n", null!, [])), Throws.InstanceOf<ArgumentException>());
            Assert.That(service.Arrived, Is.Empty);
        });
    }

    private static PingResult PingOf(string key) => new() { Status = "ok", OrgId = "org-" + key, ProjectId = "proj-" + key };

    private CurrentProject Create() => new(
        (options, _) => new ValueTask<string>(options?.ApiKey ?? _configuredKey),
        options =>
        {
            lock (_pings)
            {
                _pings.Add(options?.ApiKey ?? _configuredKey);
            }

            return _ping?.Invoke(options) ?? Task.FromResult(PingOf(options?.ApiKey ?? _configuredKey));
        });
}
