using System;
using System.Net;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>
/// A proxy whose address is given without the user name and password that are part of it. .NET writes the address into exceptions and spans; it doesn't log in with it, but
/// with the credentials, which stay.
/// </summary>
internal sealed class ProxyWithoutLogin(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <summary>Takes the place of a transport's proxy, if that has a login in its address.</summary>
    public static void Install(HttpMessageHandler transport, Uri baseAddress)
    {
        try
        {
            switch (transport)
            {
#if NET
                case SocketsHttpHandler { UseProxy: true } sockets when Of(sockets.Proxy ?? HttpClient.DefaultProxy, baseAddress) is { } proxy:
                    sockets.Proxy = proxy;
                    break;
                case HttpClientHandler { UseProxy: true } client when Of(client.Proxy ?? HttpClient.DefaultProxy, baseAddress) is { } proxy:
                    client.Proxy = proxy;
                    break;
#else
                case HttpClientHandler { UseProxy: true, Proxy: { } own } client when Of(own, baseAddress) is { } proxy:
                    client.Proxy = proxy;
                    break;
#endif
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException)
        {
            // It has been used and can't be changed any more, or the platform has no proxies for it. Its exceptions are still looked through.
        }
    }

    public Uri? GetProxy(Uri destination) => AddressLogin.Remove(proxy.GetProxy(destination));

    public bool IsBypassed(Uri host) => proxy.IsBypassed(host);

    /// <summary>One is needed where the address has a login, and where that can't be seen without asking a proxy that the program has written.</summary>
    private static ProxyWithoutLogin? Of(IWebProxy proxy, Uri baseAddress) => proxy switch
    {
        ProxyWithoutLogin => null,
        WebProxy { Address: var address } => HasLogin(address) ? new ProxyWithoutLogin(proxy) : null,
#if NET
        // What the environment or the system says. On Windows .NET knows more of it than an interface tells, so it is left alone if it can be.
        _ when ReferenceEquals(proxy, HttpClient.DefaultProxy) => HasLogin(proxy.GetProxy(baseAddress)) ? new ProxyWithoutLogin(proxy) : null,
#endif
        _ => new ProxyWithoutLogin(proxy),
    };

    private static bool HasLogin(Uri? address) => address is { IsAbsoluteUri: true, UserInfo.Length: > 0 };
}
