using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Benchmarks.Servers;

/// <summary>A service that responds as a function says, and counts the requests of each tenth of a second.</summary>
internal sealed class StormServer : IAsyncDisposable
{
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _application;
    private readonly int[] _requests = new int[600];
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    private StormServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    public static async Task<StormServer> StartAsync(Func<HttpContext, Task> respond)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new StormServer(builder.Build());
        server._application.Run(context =>
        {
            Interlocked.Increment(ref server._requests[Math.Min((int)(Stopwatch.GetElapsedTime(server._startedAt) / Slot), server._requests.Length - 1)]);
            return respond(context);
        });
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The number of requests between two times, both measured from the server's start. They are rounded to tenths of a second.</summary>
    public int Requests(TimeSpan from, TimeSpan to) => ((IEnumerable<int>)_requests).Skip((int)(from / Slot)).Take((int)((to - from) / Slot)).Sum();

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
