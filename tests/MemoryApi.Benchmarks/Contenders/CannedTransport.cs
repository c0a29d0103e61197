using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>Responds from memory. It reads the request's body as a connection would, so that each contender has to write it.</summary>
public sealed class CannedTransport : HttpMessageHandler
{
    public static readonly Uri Mem0 = new("https://api.mem0.ai/");
    public static readonly Uri Bland = new("https://api.bland.ai/");

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        var body = new ByteArrayContent(CannedResponses.For(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query));
        body.Headers.ContentType = Json;
        return new HttpResponseMessage { Content = body, RequestMessage = request };
    }
}
