using System;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>JSON in pooled memory, and the writer that writes it. One writer is kept for each thread.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The bytes go to a service or another reader, never into a page of HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _pooled;

    private readonly PooledBytes _bytes;
    private Utf8JsonWriter? _writer;

    private JsonBuffer()
    {
        _bytes = new PooledBytes();

        // Taken out while it is in use: a converter may be called inside of another one.
        _writer = _pooled;
        _pooled = null;
        if (_writer is null)
        {
            _writer = new Utf8JsonWriter(_bytes, Options);
        }
        else
        {
            _writer.Reset(_bytes);
        }
    }

    public JsonOutput Output => new(Writer);

    /// <summary>What has been written so far.</summary>
    public ArraySegment<byte> Written
    {
        get
        {
            Writer.Flush();
            return _bytes.Written;
        }
    }

    private Utf8JsonWriter Writer => _writer ?? throw new ObjectDisposedException(nameof(JsonBuffer));

    public static JsonBuffer Rent() => new();

    /// <summary>Hands over the bytes; the buffer must not be used any more, and not be disposed.</summary>
    public PooledBytes Detach()
    {
        Writer.Flush();
        ReturnWriter();
        return _bytes;
    }

    public void Dispose()
    {
        ReturnWriter();
        _bytes.Dispose();
    }

    private void ReturnWriter()
    {
        _pooled = _writer;
        _writer = null;
    }
}
