using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>What holds for a transport whoever made it, as far as it can be changed.</summary>
internal static class TransportRules
{
    /// <summary>Switches off what must not be, also in a transport that stands inside of other handlers.</summary>
    /// <exception cref="InvalidOperationException">The transport follows redirects and has been used, so that it can't be changed.</exception>
    public static void Apply(HttpMessageHandler transport, Uri baseAddress)
    {
        for (var handler = transport; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            TransportRedirects.Disable(handler);
            ProxyWithoutLogin.Install(handler, baseAddress);
        }
    }
}
