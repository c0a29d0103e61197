using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core;

/// <summary>The built-in transport on connections that are memory: what is "received" on each is given, what is sent is dropped.</summary>
public static class WireTransport
{
    public static HttpMessageHandler Receiving(Func<byte[]> respond)
    {
        var transport = (SocketsHttpHandler)BuiltInTransport.Create(new TestOptions(), TestService.Description.BaseAddress!);
        transport.ConnectCallback = (_, _) => new ValueTask<Stream>(new Connection(respond()));
        return transport;
    }

    private sealed class Connection(byte[] received) : MemoryStream(received, writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
