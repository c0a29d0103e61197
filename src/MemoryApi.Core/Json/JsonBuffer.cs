using System;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>JSON in pooled memory, and the writer that writes it. One is kept for each thread.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The bytes go to a service or another reader, never into a page of HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonBuffer? _pooled;

    private readonly Utf8JsonWriter _writer;
    private PooledBytes? _bytes;

    private JsonBuffer(PooledBytes bytes)
    {
        _bytes = bytes;
        _writer = new Utf8JsonWriter(bytes, Options);
    }

    public JsonOutput Output => new(_writer);

    /// <summary>What has been written so far.</summary>
    public ArraySegment<byte> Written
    {
        get
        {
            _writer.Flush();
            return Bytes.Written;
        }
    }

    private PooledBytes Bytes => _bytes ?? throw new ObjectDisposedException(nameof(JsonBuffer));

    public static JsonBuffer Rent()
    {
        var bytes = new PooledBytes();
        var buffer = _pooled;
        if (buffer is null)
        {
            return new JsonBuffer(bytes);
        }

        // Taken out while it is in use: a converter may be called inside of another one.
        _pooled = null;
        buffer._bytes = bytes;
        buffer._writer.Reset(bytes);
        return buffer;
    }

    /// <summary>Hands over the bytes; the buffer must not be used any more, and not be disposed.</summary>
    public PooledBytes Detach()
    {
        _writer.Flush();
        var bytes = Bytes;
        _bytes = null;
        _pooled = this;
        return bytes;
    }

    public void Dispose()
    {
        if (_bytes is { } bytes)
        {
            _bytes = null;
            bytes.Dispose();
            _pooled = this;
        }
    }
}
