using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>
/// The body of a request, written once into pooled memory and sent as often as there are attempts.
/// </summary>
internal sealed class JsonRequestContent : HttpContent
{
    // The name of the body parameter in generated methods.
    private const string BodyParameter = "request";

    private readonly PooledBytes _bytes;

    // One reference for the owner and one for each attempt that still writes. A transport may still be writing when the call has ended. If the memory went back to
    // the pool too early, the transport would send the content of another call.
    private int _users = 1;
    private int _isDisposed;

    private JsonRequestContent(PooledBytes bytes, string mediaType)
    {
        _bytes = bytes;
        Headers.TryAddWithoutValidation("Content-Type", mediaType);
    }

    /// <summary>The body. Its memory is released when the content is disposed and no attempt is writing it any more.</summary>
    internal PooledBytes Bytes => _bytes;

    /// <summary>The call that the content belongs to, where handlers may put it into a new message.</summary>
    public ApiCall? Call { get; set; }

    /// <exception cref="ArgumentException">A value of the body has no form in JSON.</exception>
    public static JsonRequestContent Create<TResult>(ApiRequest<TResult> request)
    {
        if (request.RawBody is { } raw)
        {
            return new JsonRequestContent(RequestBody.Pool(raw), request.BodyMediaType);
        }

        var buffer = JsonBuffer.Rent();
        try
        {
            request.WriteBody(buffer.Output);
            if (request.BodyFormat != ContentFormat.Form)
            {
                return new JsonRequestContent(buffer.Detach(), request.BodyMediaType);
            }

            var form = RequestBody.Form(buffer.Written);
            buffer.Dispose();
            return new JsonRequestContent(RequestBody.Pool(form), request.BodyMediaType);
        }
        catch (UnsendableValueException failure)
        {
            var path = JsonPlace.PathAt(buffer.Written, int.MaxValue, failure.NamedLevels);
            buffer.Dispose();
            throw new ArgumentException($"{(path.Length == 0 ? "The request" : path)} {failure.Problem}.", BodyParameter);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        WriteToAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteToAsync(stream, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        Acquire();
        Task written;
        try
        {
            var body = _bytes.Written;
            written = stream.WriteAsync(body.Array!, body.Offset, body.Count, cancellationToken);
        }
        catch
        {
            Release();
            throw;
        }

        // Most streams take a small body synchronously, so there is nothing to await. The state is read only once, since a write may complete between two reads.
        if (!written.IsCompleted)
        {
            return ReleaseAfterAsync(written);
        }

        Release();
        return written;
    }

    private async Task ReleaseAfterAsync(Task written)
    {
        try
        {
            await written.ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    private void Acquire()
    {
        int users;
        do
        {
            users = Volatile.Read(ref _users);
            if (users == 0)
            {
                throw new ObjectDisposedException(nameof(JsonRequestContent));
            }
        }
        while (Interlocked.CompareExchange(ref _users, users + 1, users) != users);
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _bytes.Dispose();
        }
    }
}
