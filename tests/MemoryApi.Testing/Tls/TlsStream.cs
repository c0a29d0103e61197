using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.Testing;

/// <summary>The server's side of a connection, with or without TLS.</summary>
public static class TlsStream
{
    /// <param name="client">The connection.</param>
    /// <param name="certificate">The server's certificate; null for a connection without TLS.</param>
    /// <param name="cancellationToken">Cancelled when the test is over.</param>
    public static async Task<Stream> OpenAsync(TcpClient client, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        if (certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        return secured;
    }
}
