using System;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MemoryApi.Core;

/// <summary>The transport at the end of the chain, and what it must not do by itself.</summary>
internal static class BuiltInTransport
{
    // Many calls at once would otherwise open as many connections, and more files than many systems let a process open.
    private const int MostConnections = 256;

#if NET
    // An attempt that ends while its connection is still being made leaves that to the next attempt, which would wait for the same stalled connection.
    private const double ConnectPartOfAttempt = 0.9;

    // Name, TCP, proxy and TLS together.
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    // Name servers may move a service; a connection that is never renewed would not see it.
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
    /// A redirected request changes its method and loses its key, cookies would be shared between keys, and decompression
    /// belongs where its size is limited. .NET's own spans would hold paths with ids and quote responses that it can't read, and its
    /// headers would hand the program's trace and baggage to the service. A proxy has no business between a program and its own machine.
    /// Limits that the program has set for all its transports stay.
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
    /// The limit for making a connection, if this is the built-in transport and has one. There, and not in a transport of which nobody knows what is in it, a time that runs out
    /// means that there was no connection.
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
