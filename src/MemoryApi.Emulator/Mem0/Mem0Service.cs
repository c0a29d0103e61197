using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The Mem0 platform. It checks the path first, then the key, then the method, as its framework does.</summary>
internal sealed class Mem0Service : IEmulatedService
{
    private readonly byte[] _authorization;
    private readonly Mem0Store _store;
    private readonly ExportStore _exports;
    private readonly ProfileStore _profiles;
    private readonly OrganizationStore _organizations;
    private readonly DreamStore _dream;
    private readonly Mem0Endpoints _endpoints;

    public Mem0Service(EmulatorOptions options, FaultPlan faults)
    {
        _authorization = Encoding.UTF8.GetBytes(options.Mem0ApiKey);
        _store = new Mem0Store(options, faults);
        _exports = new ExportStore(_store, options);
        _profiles = new ProfileStore(_store, options);
        _organizations = new OrganizationStore(options.TimeProvider);
        _store.ProjectCategories = () => _organizations.DefaultProjectCategories;
        _dream = new DreamStore(_store);
        _endpoints = new Mem0Endpoints(_store, _exports, _profiles, _organizations, _dream, options);
        State = new Mem0State(_store, _exports, _profiles, _dream);
    }

    public RouteTable Routes => _endpoints.Routes;

    public Mem0State State { get; }

    public EmulatorResponse Handle(EmulatorRequest request, Route? route)
    {
        IReadOnlyList<string> allowed = [];
        if (route is null && Routes.Find(request, out allowed) is null && allowed.Count == 0)
        {
            return Mem0Errors.NoSuchPath();
        }

        Authenticate(request);
        if (route is null)
        {
            return EmulatorResponse.Json(405, new JsonObject { ["detail"] = $"Method \"{request.Method}\" not allowed." })
                .With(new KeyValuePair<string, string>("Allow", string.Join(", ", allowed)));
        }

        request.Arguments = route.Arguments(request.Segments);
        try
        {
            return route.Handler(request);
        }
        catch (FilterException exception)
        {
            throw Mem0Errors.Error(400, exception.Message);
        }
        catch (JsonException exception)
        {
            throw Mem0Errors.Detail(400, $"JSON parse error - {exception.Message}");
        }
    }

    public void Reset()
    {
        _store.Reset();
        _exports.Reset();
        _profiles.Reset();
        _organizations.Reset();
        _dream.Reset();
        _endpoints.Reset();
    }

    private void Authenticate(EmulatorRequest request)
    {
        var header = request.Header("Authorization");
        if (string.IsNullOrWhiteSpace(header))
        {
            throw Unauthorized("Authentication credentials were not provided.");
        }

        // Only the scheme word is case-insensitive, as in Django REST framework.
        var parts = header.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !parts[0].Equals("Token", StringComparison.OrdinalIgnoreCase) ||
            !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[1]), _authorization))
        {
            throw Unauthorized("Invalid API key. You can find your API key on https://app.mem0.ai/dashboard/api-keys.");
        }
    }

    private static RefusalException Unauthorized(string text) =>
        new(Mem0Errors.Detail(401, text).Response.With(new KeyValuePair<string, string>("WWW-Authenticate", "Token")));
}
