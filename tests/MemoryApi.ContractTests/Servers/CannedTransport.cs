using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>A transport inside the process, for tests that look at something else than the wire.</summary>
internal sealed class CannedTransport(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
{
    private readonly List<string> _bodies = [];
    private readonly List<HttpRequestMessage> _requests = [];

    public static CannedTransport Responding(int status, string body) => new(_ => new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    });

    /// <summary>The messages that passed, the first one first.</summary>
    public IReadOnlyList<HttpRequestMessage> Requests => _requests;

    /// <summary>Their bodies.</summary>
    public IReadOnlyList<string> Bodies => _bodies;

    public bool IsDisposed { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(request);
        _bodies.Add(request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken));
        var response = respond(request);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
