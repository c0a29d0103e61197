using System;
using System.IO;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace MemoryApi.Core;

/// <summary>The content codings that responses may have.</summary>
internal static class ContentCoding
{
#if NET
    public const string Accepted = "gzip, deflate, br";
#else
    // DeflateStream on netstandard2.0 can't read the zlib header that "deflate" has in HTTP, and there is no Brotli.
    public const string Accepted = "gzip";
#endif

    /// <summary>The coding of a body; null when the body isn't encoded.</summary>
    public static string? Of(HttpContentHeaders headers)
    {
        var coding = headers.TryGetValues("Content-Encoding", out var values) ? string.Join(",", values).Trim() : string.Empty;
        return coding.Length == 0 || Is(coding, "identity") ? null : coding;
    }

    /// <summary>A stream that decodes another one; null for a coding that the client didn't accept.</summary>
    public static Stream? Decode(Stream encoded, string coding) => coding switch
    {
        _ when Is(coding, "gzip") => new GZipStream(encoded, CompressionMode.Decompress),
#if NET
        _ when Is(coding, "deflate") => new ZLibStream(encoded, CompressionMode.Decompress),
        _ when Is(coding, "br") => new BrotliStream(encoded, CompressionMode.Decompress),
#endif
        _ => null,
    };

    private static bool Is(string coding, string other) => string.Equals(coding, other, StringComparison.OrdinalIgnoreCase);
}
