using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>Reads an answer's body into pooled memory, decompressed, within a limit.</summary>
internal static class ResponseBuffering
{
    private const int SmallestRead = 512;

    // A length that is only announced must not make us set aside more than this.
    private const int LargestFirstCapacity = 1024 * 1024;

    /// <summary>Replaces the answer's content by a buffered one. On an error the answer is left to its owner to dispose.</summary>
    /// <exception cref="MemoryApiResponseException">The body is too large or can't be decompressed.</exception>
    /// <exception cref="HttpRequestException">The body broke off.</exception>
    public static async Task BufferAsync(HttpResponseMessage response, ApiCall? call, long limit, CancellationToken cancellationToken)
    {
        if (response.Content is not { } received || received is BufferedContent)
        {
            return;
        }

        var coding = ContentCoding.Of(received.Headers);
        var announced = received.Headers.ContentLength ?? 0;
        if (announced > limit)
        {
            throw TooLarge(response, call, limit);
        }

        var bytes = new PooledBytes(coding is null ? (int)Math.Min(announced + SmallestRead, LargestFirstCapacity) : 0);
        try
        {
            await ReadAsync(response, coding, call, bytes, limit, cancellationToken).ConfigureAwait(false);
            response.Content = new BufferedContent(bytes, received.Headers, coding is not null);
        }
        catch (Exception failure)
        {
            var receivedPart = failure is IOException or ObjectDisposedException ? ApiFailure.Details(call, response, coding is null ? bytes.Written : default) : null;
            bytes.Dispose();

            // Some streams report a cancelled read as a broken connection.
            cancellationToken.ThrowIfCancellationRequested();
            switch (failure)
            {
                case ResponseTooLargeException:
                    throw TooLarge(response, call, limit);

                // The latter is what Brotli's stream says.
                case InvalidDataException:
                case InvalidOperationException when coding is not null && failure is not ObjectDisposedException:
                    throw ApiFailure.Unusable(call, response, default, "the answer can't be decompressed.", failure);
                case IOException or ObjectDisposedException:
                    throw new AnswerBrokenOffException(receivedPart!, failure);
                default:
                    throw;
            }
        }

        received.Dispose();
    }

    private static async Task ReadAsync(
        HttpResponseMessage response, string? coding, ApiCall? call, PooledBytes bytes, long limit, CancellationToken cancellationToken)
    {
#if NET
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var received = stream.ConfigureAwait(false);
#else
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);

        // The streams of .NET Framework don't heed a token while they wait.
        using var cancellation = cancellationToken.Register(static content => ((HttpContent)content).Dispose(), response.Content);
#endif
        if (coding is null)
        {
            await CopyAsync(stream, bytes, limit, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var decoded = ContentCoding.Decode(new LimitedStream(stream, limit), coding)
            ?? throw ApiFailure.Unusable(call, response, default, "the answer has a content encoding that wasn't asked for.");
        await CopyAsync(decoded, bytes, limit, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Stream stream, PooledBytes bytes, long limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var free = bytes.Free(SmallestRead);

            // One byte more than is allowed tells that there is more; large buffers would take in as much again.
            var count = (int)Math.Min(free.Count, limit - bytes.Length + 1);
#if NET
            var read = await stream.ReadAsync(free.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
#else
            var read = await stream.ReadAsync(free.Array!, free.Offset, count, cancellationToken).ConfigureAwait(false);
#endif
            if (read == 0)
            {
                return;
            }

            bytes.Advance(read);
            if (bytes.Length > limit)
            {
                throw new ResponseTooLargeException();
            }
        }
    }

    private static MemoryApiResponseException TooLarge(HttpResponseMessage response, ApiCall? call, long limit) =>
        ApiFailure.Unusable(
            call, response, default, $"the answer has more than the allowed {limit} bytes. Ask for less, or raise {nameof(ApiClientOptions.MaxResponseBytes)}.");
}
