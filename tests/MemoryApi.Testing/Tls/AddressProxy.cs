using System;
using System.Net;
using System.Net.Http;

namespace MemoryApi.Testing;

/// <summary>A proxy like the one that .NET creates for HTTPS_PROXY: its address contains the login, and it returns these credentials only for this address.</summary>
public sealed class AddressProxy(Uri address) : IWebProxy, ICredentials
{
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public Uri GetProxy(Uri destination) => address;

    public bool IsBypassed(Uri host) => host.IsLoopback;

    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        var login = address.UserInfo.Split(':');
        return uri.Equals(address) ? new NetworkCredential(Uri.UnescapeDataString(login[0]), Uri.UnescapeDataString(login[1])) : null;
    }
}

/// <summary>Sets the proxy of all clients of the process, until this is disposed.</summary>
public sealed class DefaultProxy : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public DefaultProxy(IWebProxy proxy) => HttpClient.DefaultProxy = proxy;

    public void Dispose() => HttpClient.DefaultProxy = _before;
}
