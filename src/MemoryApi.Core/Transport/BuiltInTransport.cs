using System;
using System.Net;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>The transport at the end of the chain, and what it must not do by itself.</summary>
internal static class BuiltInTransport
{
    // Name servers may move a service; a connection that is never renewed would not see it.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>The transport of a client without dependency injection.</summary>
    public static HttpMessageHandler Create(Uri baseAddress)
    {
#if NET
        var handler = new SocketsHttpHandler();
#else
        var handler = new HttpClientHandler();
#endif
        Configure(handler, baseAddress);
        return handler;
    }

    /// <summary>
    /// A redirected request changes its method and loses its key, cookies would be shared between keys, and decompression
    /// belongs where its size is limited. .NET's own spans would hold paths with ids and quote responses that it can't read, and its
    /// headers would hand the program's trace and baggage to the service. A proxy has no business between a program and its own machine.
    /// </summary>
    public static void Configure(HttpMessageHandler handler, Uri baseAddress)
    {
        switch (handler)
        {
#if NET
            case SocketsHttpHandler sockets:
                sockets.AllowAutoRedirect = false;
                sockets.UseCookies = false;
                sockets.AutomaticDecompression = DecompressionMethods.None;
                sockets.PooledConnectionLifetime = ConnectionLifetime;
                sockets.ActivityHeadersPropagator = null;
                sockets.UseProxy &= !baseAddress.IsLoopback;
                break;
#endif
            case HttpClientHandler client:
                client.AllowAutoRedirect = false;
                client.UseCookies = false;
                client.AutomaticDecompression = DecompressionMethods.None;
                client.UseProxy &= !baseAddress.IsLoopback;
                break;
        }
    }
}
