using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
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
        using var connection = TestService.Connect(new EchoTransport(), options => options.Resilience.Retry.MaxRetryAttempts = 50);
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
        var content = new BufferedContent(bytes, new ByteArrayContent([]).Headers, isDecoded: false, isSeenByOthers: true);

        content.Dispose();
        content.Dispose();

        Assert.That(() => bytes.Written, Throws.TypeOf<ObjectDisposedException>());
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_body_keeps_its_memory_until_it_is_written_and_no_longer(bool failsToWrite)
    {
        var content = JsonRequestContent.Create(TestService.RequestWithBody("text"));
        using var stream = new PendingStream();
        var written = content.CopyToAsync(stream);

        content.Dispose();
        Assert.That(() => content.Bytes.Written, Throws.Nothing, "a transport may go on after the call has ended");
        Assert.That(Read(stream), Is.EqualTo("""{"value":"text"}"""));

        stream.End(failsToWrite ? new IOException("broken") : null);
        Assert.That(async () => await written, failsToWrite ? Throws.InstanceOf<Exception>() : Throws.Nothing);
        Assert.That(() => content.Bytes.Written, Throws.TypeOf<ObjectDisposedException>(), "it has gone back to the pool");
    }

    [Test]
    public async Task A_body_that_is_written_at_once_gives_its_memory_back_with_the_call()
    {
        var content = JsonRequestContent.Create(TestService.RequestWithBody("text"));

        await content.CopyToAsync(Stream.Null);
        Assert.That(content.Bytes.Length, Is.Positive, "it may be sent again");
        content.Dispose();

        Assert.That(() => content.Bytes.Written, Throws.TypeOf<ObjectDisposedException>());
    }

    private static string Read(PendingStream stream) => Encoding.UTF8.GetString(stream.Pending.Span);

    /// <summary>Takes what it is given when a test lets it.</summary>
    private sealed class PendingStream : MemoryStream
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ReadOnlyMemory<byte> Pending { get; private set; }

        public void End(Exception? failure)
        {
            if (failure is null)
            {
                _end.SetResult();
            }
            else
            {
                _end.SetException(failure);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Pending = buffer.AsMemory(offset, count);
            return _end.Task;
        }
    }

    /// <summary>Responds with what it was sent; every ninth time only after a failure.</summary>
    private sealed class EchoTransport : HttpMessageHandler
    {
        private int _calls;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            await Task.Yield();
            var status = Interlocked.Increment(ref _calls) % 9 == 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
            return new HttpResponseMessage(status) { Content = new ByteArrayContent(body), RequestMessage = request };
        }
    }
}
