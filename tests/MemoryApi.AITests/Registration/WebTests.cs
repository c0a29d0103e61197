using System;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.AITests.Scripted;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace MemoryApi.AITests.Registration;

/// <summary>An ASP.NET Core program that serves signed-in users, over real sockets.</summary>
public class WebTests : EmulatorTests
{
    private WebApplication _application = null!;
    private HttpClient _browser = null!;

    [SetUp]
    public async Task Prepare()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddMem0Client(options =>
        {
            options.BaseAddress = Service.Emulator.BaseAddress;
            options.ApiKey = Service.Emulator.Mem0ApiKey;
        });
        builder.Services.AddMem0Memory();

        // The model responds with its notes, so that a response shows whose memories were in the prompt.
        builder.Services.AddChatClient(new ScriptedChatClient(call => new ChatResponse(new ChatMessage(ChatRole.Assistant, call.Notes ?? "I don't know you."))))
            .UseMem0Memory((services, _) => services.GetRequiredService<IHttpContextAccessor>().HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? EmulatedMem0.Scope(id) : null);
        _application = builder.Build();
        _application.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue("X-User", out var user))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.ToString())], "test"));
            }

            return next(context);
        });
        _application.MapGet("/chat", async (HttpContext context) =>
            await context.Response.WriteAsync((await context.RequestServices.GetRequiredService<IChatClient>().GetResponseAsync("dinner?", cancellationToken: context.RequestAborted)).Text));
        _application.MapGet("/stream", async (HttpContext context) =>
        {
            await foreach (var update in context.RequestServices.GetRequiredService<IChatClient>().GetStreamingResponseAsync("dinner?", cancellationToken: context.RequestAborted))
            {
                await context.Response.WriteAsync(update.Text);
                await context.Response.Body.FlushAsync();
            }
        });
        await _application.StartAsync();
        _browser = new HttpClient { BaseAddress = new Uri(_application.Urls.Single()) };
    }

    [TearDown]
    public async Task CleanUp()
    {
        _browser.Dispose();
        await _application.DisposeAsync();
    }

    [TestCase("/chat")]
    [TestCase("/stream")]
    public async Task Users_in_parallel_each_see_their_own(string path)
    {
        string[] users = ["alice", "bob", "carol"];
        foreach (var user in users)
        {
            Service.Knows(user, $"{user} likes dinner.");
        }

        await Task.WhenAll(Enumerable.Range(0, 120).Select(async i =>
        {
            var user = i % 4 == 3 ? null : users[i % 4];
            var text = await AskAsync(path, user);
            Assert.That(users.Where(one => text.Contains($"{one} likes", StringComparison.Ordinal)), user is null ? Is.Empty : Is.EqualTo(new[] { user }));
        }));
    }

    [Test]
    public async Task A_program_that_stops_right_after_the_answer_has_stored_it()
    {
        Service.Emulator.Faults.Next().ForOperation("Memories_Add").Delay(TimeSpan.FromMilliseconds(300));

        await AskAsync("/chat", "alice");
        await _application.StopAsync();

        Assert.That(Service.Emulator.Counters.Adds, Is.EqualTo(1));
    }

    private async Task<string> AskAsync(string path, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        using var response = await _browser.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
