using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace MemoryApi.ContractTests;

/// <summary>
/// A stand-in for a service, for one test: everything under a path prefix of its own. So tests don't see each other, and each of
/// them also proves that the path of a base address is kept.
/// </summary>
internal sealed class StubbedService : IDisposable
{
    private static int _count;

    private readonly Guid _mapping = Guid.NewGuid();
    private readonly string _prefix;
    private readonly ConcurrentQueue<RecordedRequest> _journal;

    private StubbedService()
    {
        _prefix = string.Format(CultureInfo.InvariantCulture, "/t-{0}/", Interlocked.Increment(ref _count));
        _journal = StubServer.Record(_prefix);
        BaseAddress = new Uri(new Uri(StubServer.WireMock.Url!), _prefix);
    }

    public Uri BaseAddress { get; }

    /// <summary>What was received, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _journal];

    /// <summary>The request that was received; fails when there was none, or more than one.</summary>
    public RecordedRequest SingleRequest
    {
        get
        {
            var requests = Requests;
            Assert.That(requests.Select(request => $"{request.Method} {request.Url}"), Has.Exactly(1).Items);
            return requests[0];
        }
    }

    /// <summary>Responds to every request, whatever it is, so that what the client sent can be compared afterwards.</summary>
    public static StubbedService Responding(StubbedResponse stub)
    {
        var service = new StubbedService();
        service.Respond(stub);
        return service;
    }

    /// <summary>Responds otherwise from now on.</summary>
    public void Respond(StubbedResponse stub)
    {
        var response = Response.Create().WithStatusCode(stub.Status).WithHeaders(stub.AllHeaders);
        StubServer.WireMock
            .Given(Request.Create().WithPath(new WildcardMatcher(_prefix + "*")))
            .WithGuid(_mapping)
            .RespondWith(stub.Body is null ? response : response.WithBody(stub.Body));
    }

    public void Dispose()
    {
        StubServer.WireMock.DeleteMapping(_mapping);
        StubServer.Forget(_prefix);
    }
}
