using System;
#if NET
using System.Globalization;
#endif
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>Reads a response's body into pooled memory, decompressed, within a limit.</summary>
internal static class ResponseBuffering
{
    private const int SmallestRead = 512;

    // The most memory to reserve because of a Content-Length header, which may be wrong.
    private const int LargestFirstCapacity = 1024 * 1024;

    /// <summary>Replaces the response's content by a buffered one. On an error the response is left to its owner to dispose.</summary>
    /// <exception cref="MemoryApiResponseException">The body is too large or can't be decompressed.</exception>
    /// <exception cref="HttpRequestException">The body broke off.</exception>
    public static Task BufferAsync(HttpResponseMessage response, ApiCall? call, long limit, bool isSeenByOthers, CancellationToken cancellationToken) =>
        response.Content is null or BufferedContent ? Task.CompletedTask : ReplaceContentAsync(response, call, limit, isSeenByOthers, cancellationToken);

    // One method rather than one for each step: each async method costs the first call a state machine to compile, and each later call an allocation when it waits.
    private static async Task ReplaceContentAsync(HttpResponseMessage response, ApiCall? call, long limit, bool isSeenByOthers, CancellationToken cancellationToken)
    {
        var received = response.Content!;
        var coding = ContentCoding.Of(received.Headers);
        var announced = AnnouncedLength(received.Headers);
        if (announced > limit)
        {
            throw TooLarge(response, call, limit);
        }

        var bytes = new PooledBytes(coding is null ? (int)Math.Min(announced + SmallestRead, LargestFirstCapacity) : 0);
        Stream? decoded = null;
#if !NET
        // On .NET Framework only disposing the content ends a waiting read. On .NET the read observes the token, and disposing the content during the read would
        // release the transport's buffers to another call too early.
        using var cancellation = HostRuntime.IsNetFramework
            ? cancellationToken.Register(static content => ((HttpContent)content).Dispose(), received)
            : default;
#endif
        try
        {
#if NET
            // The stream is disposed with the content below, or with the response.
            var stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
            var stream = await received.ReadAsStreamAsync().ConfigureAwait(false);
#endif
            if (coding is not null)
            {
                decoded = ContentCoding.Decode(new LimitedStream(stream, limit), coding)
                    ?? throw ApiFailure.Unusable(call, response, default, "the response has a content encoding that wasn't asked for.");
                stream = decoded;
            }

            else if (announced == 0 && stream.CanSeek)
            {
                // A body that a handler holds in memory.
                bytes.Free((int)Math.Min(stream.Length - stream.Position + SmallestRead, LargestFirstCapacity));
            }

            int read;
            do
            {
                var free = bytes.Free(SmallestRead);

                // Reads at most one byte beyond the limit, which is enough to see that the body is too large. A large buffer would read much more.
                var count = (int)Math.Min(free.Count, limit - bytes.Length + 1);
#if NET
                read = await stream.ReadAsync(new Memory<byte>(free.Array, free.Offset, count), cancellationToken).ConfigureAwait(false);
#else
                read = await stream.ReadAsync(free.Array!, free.Offset, count, cancellationToken).ConfigureAwait(false);
#endif
                bytes.Advance(read);
                if (bytes.Length > limit)
                {
                    throw new ResponseTooLargeException();
                }
            }
            while (read > 0);
#if !NET
            // Content that was disposed may look like content that has ended.
            cancellationToken.ThrowIfCancellationRequested();
#endif

            response.Content = new BufferedContent(bytes, received.Headers, coding is not null, isSeenByOthers);
        }
        catch (Exception failure)
        {
            var surfacing = Surfacing(failure, bytes, response, call, limit, isDecoded: coding is not null, cancellationToken);
            if (ReferenceEquals(surfacing, failure))
            {
                throw;
            }

            throw surfacing;
        }
        finally
        {
            decoded?.Dispose();
        }

        received.Dispose();
    }

    // Apart from the method above, so that a first call that succeeds doesn't compile it.
    private static Exception Surfacing(
        Exception failure, PooledBytes bytes, HttpResponseMessage response, ApiCall? call, long limit, bool isDecoded, CancellationToken cancellationToken)
    {
        var receivedPart = failure is IOException or ObjectDisposedException ? ApiFailure.Details(call, response, isDecoded ? default : bytes.Written) : null;
        if (!cancellationToken.IsCancellationRequested && failure is not (OperationCanceledException or ObjectDisposedException))
        {
            // After a cancellation the buffers don't return to the pool, since the read may still write into them.
            bytes.Dispose();
        }

        // Some streams report a cancelled read as a broken connection.
        cancellationToken.ThrowIfCancellationRequested();
        return failure switch
        {
            ResponseTooLargeException => TooLarge(response, call, limit),

            // Brotli's stream throws InvalidOperationException.
            InvalidDataException => ApiFailure.Unusable(call, response, default, "the response can't be decompressed.", failure),
            InvalidOperationException when isDecoded && failure is not ObjectDisposedException => ApiFailure.Unusable(call, response, default, "the response can't be decompressed.", failure),
            IOException or ObjectDisposedException => new IncompleteResponseException(receivedPart!, TransportFailure.WithoutSecrets(failure)),
            _ => failure,
        };
    }

    private static long AnnouncedLength(HttpContentHeaders headers) =>
#if NET
        // The unparsed value: parsing it would allocate an object that stays with the headers.
        headers.NonValidated.TryGetValues("Content-Length", out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : 0;
#else
        headers.ContentLength ?? 0;
#endif

    private static MemoryApiResponseException TooLarge(HttpResponseMessage response, ApiCall? call, long limit) =>
        ApiFailure.Unusable(
            call, response, default, $"the response has more than the allowed {limit} bytes. Ask for less, or raise {nameof(ApiClientOptions.MaxResponseBytes)}.");
}
