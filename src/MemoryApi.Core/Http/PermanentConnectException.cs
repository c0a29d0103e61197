using System;
using System.Globalization;
using System.Net.Http;
using System.Security.Authentication;

namespace MemoryApi.Core;

/// <summary>
/// No connection can be made until somebody fixes the cause: a certificate isn't accepted, or a proxy refuses. It isn't derived from
/// <see cref="HttpRequestException"/>, which pipelines retry: after several attempts with a wrong password a proxy may lock the account.
/// </summary>
internal sealed class PermanentConnectException : Exception
{
    private PermanentConnectException(string problem, string errorType, Exception? cause)
        : base("No connection can be made: " + problem, cause)
    {
        Problem = problem;
        ErrorType = errorType;
    }

    /// <summary>The problem and its remedy, as the end of a sentence, with further sentences if needed.</summary>
    public string Problem { get; }

    /// <summary>The value of <c>error.type</c>.</summary>
    public string ErrorType { get; }

    /// <summary>The client or the server has aborted the TLS handshake.</summary>
    public static PermanentConnectException Handshake(string host, AuthenticationException reason, Exception cause) => new(
        CertificateProblem.In(reason.Message) is { } certificate
            ? $"the certificate of {host} isn't accepted{certificate}"
            : $"{host} and this machine can't agree on TLS. Check that the port of the base address is one for https, and which versions of TLS both sides allow.",
        "secure_connection_error",
        cause);

    /// <summary>The proxy requires a user name and password, or doesn't accept those that were given.</summary>
    public static PermanentConnectException ProxyLogin() => new(
        "the proxy refused the login (407). Check its user name and password: in the environment variable that has its address, e.g. HTTPS_PROXY, or in the Proxy of the transport. It wasn't tried again, since that may lock an account.",
        "proxy_tunnel_error",
        null);

    /// <summary>The proxy doesn't let the program reach the host.</summary>
    public static PermanentConnectException Proxy(int status) => new(
        string.Format(CultureInfo.InvariantCulture, "the proxy refused to connect to the service ({0}). Have the service's host allowed there, or leave it out of the proxy with NO_PROXY.", status),
        "proxy_tunnel_error",
        null);
}
