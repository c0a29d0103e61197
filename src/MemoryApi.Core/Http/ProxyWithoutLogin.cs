using System;
using System.Net;
using System.Net.Http;

namespace MemoryApi.Core;

/// <summary>
/// Wraps a proxy and hides the user name and password in its address. .NET writes the address into exceptions and spans, but logs in with the proxy's credentials,
/// which this leaves alone.
/// </summary>
internal sealed class ProxyWithoutLogin(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <summary>Replaces the proxy of a transport if its address contains a login.</summary>
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
            // The transport has been used and can't be changed any more, or the platform supports no proxy. The login is still removed from its exceptions.
        }
    }

    public Uri? GetProxy(Uri destination) => AddressLogin.Remove(proxy.GetProxy(destination));

    public bool IsBypassed(Uri host) => proxy.IsBypassed(host);

    /// <summary>Whether the wrapper is needed: the address contains a login, or the program wrote the proxy itself, so that its address isn't known in advance.</summary>
    private static ProxyWithoutLogin? Of(IWebProxy proxy, Uri baseAddress) => proxy switch
    {
        ProxyWithoutLogin => null,
        WebProxy { Address: var address } => HasLogin(address) ? new ProxyWithoutLogin(proxy) : null,
#if NET
        // The proxy comes from the environment or the system. On Windows .NET uses more than the interface IWebProxy shows, so the proxy is replaced only if necessary.
        _ when ReferenceEquals(proxy, HttpClient.DefaultProxy) => HasLogin(proxy.GetProxy(baseAddress)) ? new ProxyWithoutLogin(proxy) : null,
#endif
        _ => new ProxyWithoutLogin(proxy),
    };

    private static bool HasLogin(Uri? address) => address is { IsAbsoluteUri: true, UserInfo.Length: > 0 };
}
