using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace MemoryApi.Core;

/// <summary>
/// Replaces the transport's exceptions before handlers and callers see them. Their messages may quote a response, or the address of a proxy with its password, and
/// exceptions end up in logs. A failure that retries can't mend becomes an exception that pipelines don't retry.
/// </summary>
internal static class TransportFailure
{
    /// <summary>The exception that replaces one of the transport; the same exception when nothing has to change.</summary>
    /// <param name="failure">The exception of the transport.</param>
    /// <param name="host">The host that the request is for.</param>
    /// <param name="connectTimeout">The limit for making a connection, if a timeout in this transport can only mean this limit.</param>
    public static Exception Of(Exception failure, string host, TimeSpan? connectTimeout)
    {
        if (connectTimeout is { } limit && failure is OperationCanceledException { InnerException: TimeoutException })
        {
            return new ConnectTimeoutException(limit, failure);
        }

        if (failure is not HttpRequestException request)
        {
            return WithoutSecrets(failure);
        }

        return RefusedHandshake(request) is { } refused ? PermanentConnectException.Handshake(host, refused, request)
            : ProxyStatus(request) is { } status ? OfProxy(status)
            : WasSocksLoginRefused(request) ? PermanentConnectException.ProxyLogin()
            : WithoutSecrets(failure);
    }

    /// <summary>The same exception, or one of the same kind if its text quotes a response or contains the user name or password of an address.</summary>
    public static Exception WithoutSecrets(Exception failure)
    {
        for (var link = failure; link is not null; link = link.InnerException)
        {
#if NET
            if (IsUnreadable(link))
            {
                return EndedEarly(link)
                    ? New(HttpRequestError.ResponseEnded, "The connection was closed before there was a response.")
                    : New(HttpRequestError.InvalidResponse, "What was received isn't HTTP.");
            }
#endif
            if (link is (HttpRequestException or IOException or WebException) && AddressLogin.IsIn(link.Message))
            {
#if NET
                return New((link as HttpRequestException)?.HttpRequestError ?? (link as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown, AddressLogin.Hide(link.Message));
#else
                return new HttpRequestException(AddressLogin.Hide(link.Message));
#endif
            }
        }

        return failure;
    }

    /// <summary>The reason why the client or the server aborted the TLS handshake; <see langword="null"/> when there was no handshake, or the connection broke.</summary>
    private static AuthenticationException? RefusedHandshake(HttpRequestException failure)
    {
#if NET
        // After the handshake, data that can't be decrypted cause the same exception, inside of an IOException.
        return failure.HttpRequestError is HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError ? failure.InnerException as AuthenticationException : null;
#else
        return failure.InnerException as AuthenticationException

            // On .NET Framework.
            ?? (failure.InnerException is WebException { Status: WebExceptionStatus.TrustFailure } untrusted ? untrusted.InnerException as AuthenticationException : null);
#endif
    }

    /// <summary>The status with which a proxy refused to make a connection.</summary>
    private static int? ProxyStatus(HttpRequestException failure)
    {
#if NET
        return failure.HttpRequestError != HttpRequestError.ProxyTunnelError ? null
            : failure.StatusCode is { } status ? (int)status

            // .NET 8 gives the status code only in the message.
            : LastStatus(failure.Message);
#else
        return failure.InnerException is WebException { Response: HttpWebResponse { StatusCode: HttpStatusCode.ProxyAuthenticationRequired } } ? (int)HttpStatusCode.ProxyAuthenticationRequired
            : failure.Message.Contains("proxy tunnel") || failure.Message.Contains("proxy_tunnel") ? LastStatus(failure.Message)
            : null;
#endif
    }

    private static Exception OfProxy(int status)
    {
        if (!AttemptOutcome.IsTransient(status))
        {
            return status == (int)HttpStatusCode.ProxyAuthenticationRequired ? PermanentConnectException.ProxyLogin() : PermanentConnectException.Proxy(status);
        }

        var text = string.Format(CultureInfo.InvariantCulture, "The proxy couldn't make a connection (status {0}).", status);
#if NET
        return New(HttpRequestError.ProxyTunnelError, text);
#else
        return new HttpRequestException(text);
#endif
    }

    /// <summary>
    /// SOCKS has no status code, so only the message tells. Other SOCKS failures don't mention authentication, not even in a trimmed program without message texts.
    /// </summary>
    private static bool WasSocksLoginRefused(HttpRequestException failure) =>
        failure.InnerException is IOException { InnerException: null } cause
        && cause.Message.IndexOf("socks", StringComparison.OrdinalIgnoreCase) >= 0
        && cause.Message.IndexOf("auth", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The last number of three digits in a text.</summary>
    private static int? LastStatus(string text)
    {
        var digits = 0;
        for (var i = text.Length - 1; i >= -1; i--)
        {
            if (i >= 0 && text[i] is >= '0' and <= '9')
            {
                digits++;
            }
            else if (digits == 3)
            {
                return int.Parse(text.Substring(i + 1, 3), CultureInfo.InvariantCulture);
            }
            else
            {
                digits = 0;
            }
        }

        return null;
    }

#if NET
    private static bool IsUnreadable(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse };

    /// <summary>.NET also reports an HTTP/2 connection that is closed at its beginning as an invalid response.</summary>
    private static bool EndedEarly(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                return true;
            }
        }

        return false;
    }

    private static HttpRequestException New(HttpRequestError error, string text) => new(error, text);
#endif
}
