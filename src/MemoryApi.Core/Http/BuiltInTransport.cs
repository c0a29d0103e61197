using System;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>Creates the transport at the end of the chain, and switches off what it must not do by itself.</summary>
internal static class BuiltInTransport
{
    // Many calls at once would otherwise open as many connections, and more files than many systems let a process open.
    private const int MostConnections = 256;

#if NET
    // When an attempt ends while its connection is still being made, the next attempt waits for the same connection, even if that has stalled. So connecting has a
    // limit of its own.
    private const double ConnectPartOfAttempt = 0.9;

    // Name lookup, TCP, proxy and TLS together.
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    // DNS may move a service to another address. A connection that is never renewed would miss that.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private static readonly ConditionalWeakTable<HttpMessageHandler, object> All = new();
#endif

    /// <summary>The transport of a client without dependency injection.</summary>
    public static HttpMessageHandler Create(ApiClientOptions options, Uri baseAddress)
    {
#if NET
        var handler = new SocketsHttpHandler();
#else
        var handler = new HttpClientHandler();
#endif
        Configure(handler, options, baseAddress);
        return handler;
    }

    /// <summary>
    /// Redirects are off, since a redirected request changes its method and loses its key. Cookies are off, since they would be shared between keys. Decompression
    /// is off, since the client decompresses where it limits the size. .NET's own spans are off, since they contain paths with ids and quote unreadable responses;
    /// so are its trace headers, which would send the program's trace and baggage to the service. No proxy is used for the local machine. Limits that the program
    /// has set for all its transports stay.
    /// </summary>
    public static void Configure(HttpMessageHandler handler, ApiClientOptions options, Uri baseAddress)
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
                sockets.MaxConnectionsPerServer = Math.Min(sockets.MaxConnectionsPerServer, MostConnections);
                if (sockets.ConnectTimeout == Timeout.InfiniteTimeSpan)
                {
                    sockets.ConnectTimeout = ConnectTimeout(options);
                }

                All.AddOrUpdate(sockets, sockets);
                break;
#endif
            case HttpClientHandler client:
                client.AllowAutoRedirect = false;
                client.UseCookies = false;
                client.AutomaticDecompression = DecompressionMethods.None;
                client.UseProxy &= !baseAddress.IsLoopback;
                client.MaxConnectionsPerServer = Math.Min(client.MaxConnectionsPerServer, MostConnections);
                break;
        }
    }

    /// <summary>
    /// The limit for making a connection, if this is the built-in transport and has one. A timeout in this transport means that no connection was made. In any other
    /// transport it may mean something else.
    /// </summary>
    public static TimeSpan? ConnectTimeoutOf(HttpMessageHandler transport)
    {
#if NET
        return transport is SocketsHttpHandler sockets && All.TryGetValue(sockets, out _) && sockets.ConnectTimeout != Timeout.InfiniteTimeSpan
            ? sockets.ConnectTimeout
            : null;
#else
        return null;
#endif
    }

#if NET
    private static TimeSpan ConnectTimeout(ApiClientOptions options)
    {
        if (!options.UseResilience || options.Resilience.AttemptTimeout.TimeoutGenerator is not null)
        {
            return LongestConnect;
        }

        var ofAttempt = options.Resilience.AttemptTimeout.Timeout * ConnectPartOfAttempt;
        return ofAttempt < LongestConnect ? ofAttempt : LongestConnect;
    }
#endif
}
