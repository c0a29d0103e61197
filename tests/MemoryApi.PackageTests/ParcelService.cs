using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace MemoryApi.PackageTests;

/// <summary>The service of <c>Consumers/OtherService/specs/parcels.yaml</c>: three parcels, and too busy for each first change.</summary>
internal sealed class ParcelService : IAsyncDisposable
{
    private readonly List<string> _requests = [];
    private readonly WebApplication _application;

    private ParcelService(WebApplication application) => _application = application;

    /// <summary>Where it listens, with the path that the spec's server has.</summary>
    public string Address => _application.Urls.Single() + "/v2";

    /// <summary>What was asked, in order: key, method, path and query as sent, body.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<ParcelService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var service = new ParcelService(builder.Build());
        service._application.Urls.Add("http://127.0.0.1:0");
        service._application.Run(service.RespondAsync);
        await service._application.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        using var body = new System.IO.StreamReader(context.Request.Body);
        var request = $"{context.Request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget} {await body.ReadToEndAsync()}".TrimEnd();
        int before;
        lock (_requests)
        {
            before = _requests.Count(earlier => earlier.EndsWith(request, StringComparison.Ordinal));
            _requests.Add($"{context.Request.Headers.Authorization} | {request}");
        }

        var (status, text) = context.Request.Method switch
        {
            "GET" when context.Request.Query["offset"] == "2" => (200, """{"parcels":[{"id":"p/3","state":"lost"}],"paging":{"more":false}}"""),
            "GET" => (200, """{"parcels":[{"id":"p/1","state":"moving"},{"id":"p/2","state":"waiting"}],"paging":{"more":true}}"""),
            "PUT" when before > 0 => (200, """{"id":"p/1","destination":"Oslo"}"""),
            _ => (503, """{"message":"busy"}"""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text);
    }
}
