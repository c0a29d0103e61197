using System;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MemoryApi.Testing;

/// <summary>Creates certificates for tests, and makes a transport trust one.</summary>
public static class TestCertificate
{
    /// <summary>
    /// Creates a self-signed certificate for a host or an IP address. It is valid from <paramref name="fromDays"/> to <paramref name="toDays"/>, both in days from
    /// now; by default it is valid now.
    /// </summary>
    public static X509Certificate2 For(string host, int fromDays = -1, int toDays = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));

        // On some platforms TLS can't use the key that was just created, so the certificate is exported and loaded.
        var packed = made.Export(X509ContentType.Pkcs12);
#if NET9_0_OR_GREATER
        return X509CertificateLoader.LoadPkcs12(packed, null);
#else
        return new X509Certificate2(packed);
#endif
    }

    /// <summary>Makes a transport trust this certificate and no other. The host name and the validity period are still checked.</summary>
    public static SocketsHttpHandler Trust(this SocketsHttpHandler transport, X509Certificate2 certificate)
    {
        transport.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { certificate },
        };
        return transport;
    }
}
