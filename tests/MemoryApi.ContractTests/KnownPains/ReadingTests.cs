using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Found in NSwag's templates: a body was read synchronously without its token, and its text was lost when it was no JSON.</summary>
internal sealed class ReadingTests
{
    [Test]
    public async Task A_body_that_stalls_can_be_cancelled()
    {
        using var transport = new CannedTransport(_ => new HttpResponseMessage { Content = new StallingContent() });
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);
        using var cancellation = new CancellationTokenSource();

        var call = client.Memories.GetAsync("1", cancellationToken: cancellation.Token);
        Assert.That(call.IsCompleted, Is.False);
        await cancellation.CancelAsync();
        var failure = await Failing.CallAsync(() => call.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.That(failure, Is.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_text_of_a_body_that_is_no_JSON_is_kept()
    {
        using var transport = CannedTransport.Responding(200, "upstream said no");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var failure = await Failing.CallAsync<MemoryApiResponseException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.Body, Is.EqualTo("upstream said no"));
    }

    /// <summary>A body that never comes.</summary>
    private sealed class StallingContent : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new StallingStream());

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class StallingStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read synchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
