using System;
using System.Linq;
using System.Text.Json;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The bytes of a body that isn't JSON.</summary>
internal static class RequestBody
{
    /// <summary>The members of an object in JSON as <c>application/x-www-form-urlencoded</c>.</summary>
    public static byte[] Form(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonTokens.MaxDepth });
        return Utf8Text.Encoding.GetBytes(string.Join("&", StyledValue.Of(document.RootElement).Form().Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}")));
    }

    /// <summary>The bytes in pooled memory, as a message keeps them.</summary>
    public static PooledBytes Pool(byte[] bytes)
    {
        var pooled = new PooledBytes(bytes.Length);
        bytes.CopyTo(pooled.Free(bytes.Length).AsSpan());
        pooled.Advance(bytes.Length);
        return pooled;
    }

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
