using System;
using System.Collections.Generic;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MemoryApi.Core;

/// <summary>
/// Explains why a certificate isn't accepted, and what to do. .NET gives the reason only in the text of its exception, as names of enumeration values, which don't
/// depend on the language.
/// </summary>
internal static class CertificateProblem
{
    private const string Expired = "it has expired or isn't valid yet";
    private const string OtherHost = "it is for another host";
    private const string Untrusted = "its issuer isn't trusted here";

    private static readonly (string Name, string Reason, string Remedy)[] Known =
    [
        (nameof(X509ChainStatusFlags.NotTimeValid), Expired, "Check the clock of this machine; if it is right, the certificate has to be renewed."),
        (nameof(SslPolicyErrors.RemoteCertificateNameMismatch), OtherHost, "Check the base address."),
        (nameof(X509ChainStatusFlags.UntrustedRoot), Untrusted, "If a proxy of your network opens connections, let this machine trust its root certificate."),
        (nameof(X509ChainStatusFlags.PartialChain), Untrusted, "Let this machine trust the certificate's root, or have the service send the certificates in between."),
        (nameof(X509ChainStatusFlags.Revoked), "it was revoked", "Don't send anything there until the service has another one."),
    ];

    /// <summary>Reasons and remedies as the end of a sentence; <see langword="null"/> when the text isn't about a certificate.</summary>
    public static string? In(string text)
    {
        if (text.IndexOf("cert", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        var reasons = new List<string>();
        var remedies = new List<string>();
        foreach (var (name, reason, remedy) in Known)
        {
            if (text.IndexOf(name, StringComparison.Ordinal) >= 0 && !reasons.Contains(reason))
            {
                reasons.Add(reason);
                remedies.Add(remedy);
            }
        }

        return reasons.Count > 0
            ? ": " + string.Join(", and ", reasons) + ". " + string.Join(" ", remedies)
            : ". Check the base address, proxies in between and which certificates this machine trusts.";
    }
}
