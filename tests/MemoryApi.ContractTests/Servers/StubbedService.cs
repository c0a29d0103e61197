using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>
/// A stand-in for a service, for one test: everything under a path prefix of its own. So tests don't see each other, and each of
/// them also proves that the path of a base address is kept.
/// </summary>
internal sealed class StubbedService : IAsyncDisposable
{
    private static int _count;

    private readonly WireMockServer _server;
    private readonly string _prefix;
    private string? _mapping;

    private StubbedService(WireMockServer server)
    {
        _server = server;
        _prefix = string.Format(CultureInfo.InvariantCulture, "/t-{0}/", Interlocked.Increment(ref _count));
        BaseAddress = new Uri(server.Address, _prefix);
    }

    public Uri BaseAddress { get; }

    /// <summary>Begins to answer every request, whatever it is, so that what the client sent can be compared afterwards.</summary>
    public static async Task<StubbedService> AnsweringAsync(StubbedAnswer answer)
    {
        var service = new StubbedService(await WireMockRun.Server);
        await service.AnswerAsync(answer);
        return service;
    }

    /// <summary>Answers otherwise from now on.</summary>
    public async Task AnswerAsync(StubbedAnswer answer)
    {
        var previous = _mapping;
        _mapping = await _server.Admin.AddMappingAsync(new JObject
        {
            ["request"] = new JObject { ["urlPathPattern"] = _prefix + ".*" },
            ["response"] = answer.ToMapping(),
        });
        if (previous is not null)
        {
            await _server.Admin.RemoveMappingAsync(previous);
        }
    }

    public Task<IReadOnlyList<RecordedRequest>> RequestsAsync() => _server.Admin.FindRequestsAsync(_prefix);

    /// <summary>The request that was received; fails when there was none, or more than one.</summary>
    public async Task<RecordedRequest> SingleRequestAsync()
    {
        var requests = await RequestsAsync();
        Assert.That(requests.Select(request => $"{request.Method} {request.Url}"), Has.Exactly(1).Items);
        return requests[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _server.Admin.ForgetRequestsAsync(_prefix);
        await _server.Admin.RemoveMappingAsync(_mapping!);
    }
}
