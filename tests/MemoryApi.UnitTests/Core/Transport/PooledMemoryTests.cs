using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class PooledMemoryTests
{
    [Test]
    public async Task Calls_side_by_side_never_see_each_others_bytes()
    {
        using var connection = TestService.Connect(new EchoTransport(), options => options.Resilience.MaxRetries = 50);
        var calls = Enumerable.Range(0, 400).Select(async i =>
        {
            var value = new string((char)('a' + (i % 26)), 1 + (i * 37 % 9000)) + i;
            return await connection.CallAsync(TestService.RequestWithBody(value, "PUT", isIdempotent: true)) == value;
        });

        Assert.That(await Task.WhenAll(calls), Is.All.True);
    }

    [Test]
    public void Memory_is_given_back_once_however_often_it_is_disposed()
    {
        var bytes = new PooledBytes();
        var content = new BufferedContent(bytes, new ByteArrayContent([]).Headers, isDecoded: false);

        content.Dispose();
        content.Dispose();

        Assert.That(() => bytes.Written, Throws.TypeOf<ObjectDisposedException>());
    }

    /// <summary>Answers with what it was sent; every third time only after a failure.</summary>
    private sealed class EchoTransport : HttpMessageHandler
    {
        private int _calls;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            await Task.Yield();
            var status = Interlocked.Increment(ref _calls) % 3 == 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
            return new HttpResponseMessage(status) { Content = new ByteArrayContent(body), RequestMessage = request };
        }
    }
}
