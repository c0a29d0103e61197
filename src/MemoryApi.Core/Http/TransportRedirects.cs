using System;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>
/// Switches redirects off in a transport, also in one that the program made. A redirected request would send its content, and perhaps the key, to another host.
/// Transports of unknown types have to do this themselves.
/// </summary>
internal static class TransportRedirects
{
    /// <exception cref="InvalidOperationException">The transport follows redirects and has been used, so that it can't be changed.</exception>
    public static void Disable(HttpMessageHandler transport)
    {
        switch (transport)
        {
#if NET
            case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                Disable(() => sockets.AllowAutoRedirect = false);
                break;
#endif
            case HttpClientHandler { AllowAutoRedirect: true } client:
                Disable(() => client.AllowAutoRedirect = false);
                break;
        }
    }

    private static void Disable(Action disable)
    {
        try
        {
            disable();
        }
        catch (InvalidOperationException failure)
        {
            throw new InvalidOperationException(
                "The transport follows redirects, and it has been used so that this can't be changed. Make it with AllowAutoRedirect = false, because a redirect would take content to another host.",
                failure);
        }
    }
}
