using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>The rules for each transport, including one that the program made, as far as it can be changed.</summary>
internal static class TransportRules
{
    /// <summary>Applies the rules to a transport, also when it is wrapped in other handlers.</summary>
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
