using System;
using System.Net;
using System.Net.Http;

namespace MemoryApi.Testing;

/// <summary>A proxy as .NET makes one of HTTPS_PROXY: its address has the login, and so have its credentials, which it gives for this address alone.</summary>
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

/// <summary>What every client of the process goes through, until this is disposed.</summary>
public sealed class DefaultProxy : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public DefaultProxy(IWebProxy proxy) => HttpClient.DefaultProxy = proxy;

    public void Dispose() => HttpClient.DefaultProxy = _before;
}
