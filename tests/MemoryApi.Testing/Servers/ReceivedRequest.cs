using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>A request as it was read from a connection.</summary>
/// <param name="Head">The request line and the headers.</param>
/// <param name="Body">The body; empty for none.</param>
public sealed record ReceivedRequest(string Head, byte[] Body)
{
    private const string HeadEnd = "\r\n\r\n";

    public string Line => Head.Split("\r\n")[0];

    /// <summary>Whether it is the preface of an HTTP/2 connection.</summary>
    public bool IsHttp2 => Head.StartsWith("PRI * HTTP/2.0", StringComparison.Ordinal);

    /// <summary>Path and query.</summary>
    public string Target => Line.Split(' ')[1];

    /// <summary>The complete request as text.</summary>
    public string Text => Head + HeadEnd + Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>
    /// Reads one complete request; null when the client has disconnected. A client sends the next request only after the response, so this reads no part of it.
    /// </summary>
    public static async Task<ReceivedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return null;
            }

            received.Write(buffer, 0, read);
            if (Complete(received.GetBuffer().AsSpan(0, (int)received.Length)) is { } request)
            {
                return request;
            }
        }
    }

    private static ReceivedRequest? Complete(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var body = received[(end + HeadEnd.Length)..];
        var request = new ReceivedRequest(Encoding.Latin1.GetString(received[..end]), body.ToArray());
        return body.Length < int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture) ? null : request;
    }
}
