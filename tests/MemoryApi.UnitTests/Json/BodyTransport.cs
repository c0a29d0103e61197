using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Json;

/// <summary>Gives each request the same bytes as a body, and counts the requests.</summary>
public sealed class BodyTransport : HttpMessageHandler
{
    private int _requests;

    public byte[] Body { get; set; } = Encoding.UTF8.GetBytes("{}");

    public int Requests => _requests;

    public Mem0Client Mem0()
    {
        var options = new Mem0ClientOptions { Transport = this };
        options.UseResilience = false;
        return new Mem0Client("m0-secret", options);
    }

    public BlandClient Bland()
    {
        var options = new BlandClientOptions { Transport = this };
        options.UseResilience = false;
        return new BlandClient("org-secret", options);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Body), RequestMessage = request });
    }
}
