using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Benchmarks.Servers;

/// <summary>Kestrel with the responses of <see cref="CannedResponses"/>; below <c>/trickle/</c> it takes two seconds to send a body.</summary>
internal static class CannedServer
{
    public const string TricklePrefix = "trickle/";

    private const int Pieces = 20;
    private static readonly TimeSpan TrickleTime = TimeSpan.FromSeconds(2);

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.Run(RespondAsync);
        await application.StartAsync();
        Console.WriteLine(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        await Console.In.ReadToEndAsync();
        await application.StopAsync();
    }

    private static async Task RespondAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        var path = context.Request.Path.Value!;
        var isTrickled = path.StartsWith("/" + TricklePrefix, StringComparison.Ordinal);
        var body = CannedResponses.For(context.Request.Method, isTrickled ? path[TricklePrefix.Length..] : path);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        if (!isTrickled)
        {
            await context.Response.Body.WriteAsync(body);
            return;
        }

        for (var piece = 0; piece < Pieces; piece++)
        {
            await Task.Delay(TrickleTime / Pieces);
            var start = body.Length * piece / Pieces;
            await context.Response.Body.WriteAsync(body.AsMemory(start..(body.Length * (piece + 1) / Pieces)));
            await context.Response.Body.FlushAsync();
        }
    }
}
