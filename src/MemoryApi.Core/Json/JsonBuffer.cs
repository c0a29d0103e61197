using System;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>A JSON writer and its pooled memory. Each thread reuses one.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The JSON is never embedded in HTML, so HTML characters need no escapes.
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

        // Removed while it is in use, since a converter may call another one.
        _pooled = null;
        buffer._bytes = bytes;
        buffer._writer.Reset(bytes);
        return buffer;
    }

    /// <summary>Transfers the ownership of the bytes. Afterwards the buffer must neither be used nor disposed.</summary>
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
        if (_bytes is not null)
        {
            Detach().Dispose();
        }
    }
}
