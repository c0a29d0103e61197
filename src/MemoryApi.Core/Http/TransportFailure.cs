using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;

namespace MemoryApi.Core;

/// <summary>
/// What handlers and callers get in place of an exception of the transport. What .NET says there may quote a response, or the address of a proxy with its password, and
/// exceptions end up in logs. What nothing but a person can mend becomes an exception that pipelines don't repeat.
/// </summary>
internal static class TransportFailure
{
    /// <summary>The exception for one that came out of the transport in place of a response; the same one when there is nothing to change.</summary>
    /// <param name="failure">The exception of the transport.</param>
    /// <param name="host">The host that the request is for.</param>
    /// <param name="connectTimeout">The limit for making a connection, of a transport that says only by it that a time has run out.</param>
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

    /// <summary>The same exception; another one of the same kind when its text quotes a response or has the user or password of an address.</summary>
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

    /// <summary>The reason for which one of the two sides ended a handshake; <see langword="null"/> when there was no handshake, or it broke off.</summary>
    private static AuthenticationException? RefusedHandshake(HttpRequestException failure)
    {
#if NET
        // Later, data that can't be decrypted are one of these, too, inside of an IOException.
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

            // .NET 8 has it only there.
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

    /// <summary>SOCKS has no status. Its other failures say nothing of a login, also where texts are left out of a trimmed program.</summary>
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

    /// <summary>An HTTP/2 connection that is closed at its beginning counts as a response that can't be read, too.</summary>
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
