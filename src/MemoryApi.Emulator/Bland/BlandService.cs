using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Bland;

/// <summary>Bland AI's contacts and memory. It checks the key first, then the rate limit of the memory routes, then the path.</summary>
internal sealed class BlandService : IEmulatedService
{
    private const string BearerPrefix = "Bearer ";

    private readonly byte[] _key;
    private readonly FixedWindow _memoryLimit;
    private readonly BlandStore _store;
    private readonly MemoryStoreRegistry _stores;
    private readonly BlandEndpoints _endpoints;

    public BlandService(EmulatorOptions options)
    {
        _key = Encoding.UTF8.GetBytes(options.BlandApiKey);
        _memoryLimit = new FixedWindow(options.BlandRateLimit, options.BlandRateLimitWindow, options.TimeProvider);
        _store = new BlandStore(options);
        _stores = new MemoryStoreRegistry(options.TimeProvider);
        _endpoints = new BlandEndpoints(_store, _stores);
        State = new BlandState(_store, _stores);
    }

    public RouteTable Routes => _endpoints.Routes;

    public BlandState State { get; }

    public EmulatorResponse Handle(EmulatorRequest request, Route? route)
    {
        Authenticate(request);
        KeyValuePair<string, string>[] limits = request.Segments is ["v1", "memory", ..] ? _memoryLimit.Take() : [];
        try
        {
            return Respond(request, route).With(limits);
        }
        catch (RefusalException refusal)
        {
            throw new RefusalException(refusal.Response.With(limits));
        }
    }

    public void Reset()
    {
        _store.Reset();
        _stores.Reset();
        _memoryLimit.Reset();
    }

    private static EmulatorResponse Respond(EmulatorRequest request, Route? route)
    {
        if (route is null)
        {
            return EmulatorResponse.Text(
                404,
                $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot {WebUtility.HtmlEncode(request.Method)} {WebUtility.HtmlEncode(request.Path)}</pre>\n</body>\n</html>\n",
                "text/html; charset=utf-8");
        }

        request.Arguments = route.Arguments(request.Segments);
        try
        {
            return route.Handler(request);
        }
        catch (JsonException exception)
        {
            throw BlandEnvelope.BadRequest($"Invalid JSON: {exception.Message}");
        }
    }

    private void Authenticate(EmulatorRequest request)
    {
        var key = request.Header("authorization") ?? "";
        if (key.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            key = key[BearerPrefix.Length..];
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _key))
        {
            throw BlandEnvelope.Refuse(401, "AUTH_FAILURE", "Unauthorized");
        }
    }
}
