using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Hosting;

/// <summary>A response, ready to be sent.</summary>
internal sealed record EmulatorResponse(int StatusCode, ReadOnlyMemory<byte> Body, string? ContentType)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    public static EmulatorResponse Json(int statusCode, JsonNode? body, string contentType = "application/json")
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            if (body is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                body.WriteTo(writer);
            }
        }

        return new EmulatorResponse(statusCode, stream.GetBuffer().AsMemory(0, (int)stream.Length), contentType);
    }

    public static EmulatorResponse Text(int statusCode, string body, string contentType) =>
        new(statusCode, Encoding.UTF8.GetBytes(body), contentType);

    public static EmulatorResponse Empty(int statusCode) => new(statusCode, ReadOnlyMemory<byte>.Empty, null);

    public EmulatorResponse With(params KeyValuePair<string, string>[] headers) => this with { Headers = [.. Headers, .. headers] };
}
