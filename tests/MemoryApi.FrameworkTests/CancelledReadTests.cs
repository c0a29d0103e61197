using System;
using System.Buffers;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.FrameworkTests;

/// <summary>Cancelling while a response is read must not touch memory that the read, or another call, still uses.</summary>
internal sealed class CancelledReadTests
{
    [Test]
    public async Task Content_is_not_disposed_while_a_read_is_pending()
    {
        using var cancellation = new CancellationTokenSource();
        using var body = new PendingBody();
        using var client = Client(options => options.Transport = new OneResponse(body));
        var call = client.Memories.GetAsync("1", cancellationToken: cancellation.Token);
        await body.ReadStarted;

        await cancellation.CancelAsync();
        var wasDisposedDuringRead = body.IsDisposed;
        body.EndRead();

        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(wasDisposedDuringRead, Is.False);
        Assert.That(body.IsDisposed, Is.True);
    }

    [Test]
    public async Task Memory_of_a_cancelled_read_does_not_go_back_to_the_pool()
    {
        using var cancellation = new CancellationTokenSource();
        using var body = new PendingBody();
        using var client = Client(options => options.Transport = new OneResponse(body));
        var call = client.Memories.GetAsync("1", cancellationToken: cancellation.Token);
        var buffer = await body.ReadStarted;
        await cancellation.CancelAsync();

        // A pool thread continues the call synchronously in EndRead, and would be the first to rent an array that the call returned to the pool.
        var rented = await Task.Run(() =>
        {
            body.EndRead();
            return Enumerable.Range(0, 100).Select(_ => ArrayPool<byte>.Shared.Rent(buffer.Length)).ToArray();
        });

        await Assert.ThatAsync(() => call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rented.Any(array => ReferenceEquals(array, buffer)), Is.False);
    }

    private static Mem0Client Client(Action<Mem0ClientOptions> configure)
    {
        var options = new Mem0ClientOptions();
        options.UseResilience = false;
        configure(options);
        return new Mem0Client("key", options);
    }

    private sealed class OneResponse(HttpContent content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }

    /// <summary>A body whose read is pending until the test cancels it with <see cref="EndRead"/>.</summary>
    private sealed class PendingBody : HttpContent
    {
        private readonly TaskCompletionSource<byte[]> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _read = new();

        public Task<byte[]> ReadStarted => _started.Task;

        public bool IsDisposed { get; private set; }

        public void EndRead() => _read.SetCanceled();

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new PendingStream(this));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        private sealed class PendingStream(PendingBody body) : MemoryStream
        {
            public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            {
                body._started.SetResult(buffer);
                return body._read.Task;
            }

            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                Assert.That(MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array), Is.True);
                return new ValueTask<int>(ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken));
            }
        }
    }
}
