using System.ComponentModel;
using System.Net.Http;

namespace MemoryApi.Core.Runtime;

/// <summary>Methods that <see cref="HttpMethod"/> doesn't name on every framework.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HttpMethods
{
    /// <summary>PATCH.</summary>
    public static HttpMethod Patch { get; } = new("PATCH");
}
