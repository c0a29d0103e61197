using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.ContractTests;

/// <summary>A fault, how it is caused, and the expected outcome of the call.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Exception">The exception of the call.</param>
/// <param name="SafeAttempts">How often an operation that may be repeated is sent.</param>
/// <param name="UnsafeAttempts">How often an operation that may not be repeated is sent.</param>
internal sealed record MatrixFault(string Name, Type Exception, int SafeAttempts, int UnsafeAttempts)
{
    private const int All = FaultMatrixTests.MaxAttempts;
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json";

    /// <summary>The response, for faults that consist of a complete response.</summary>
    public StubbedResponse? Stub { get; init; }

    /// <summary>The behavior of the scripted server for the other faults. Without a behavior, no server listens.</summary>
    public Func<FaultConnection, Task>? Script { get; init; }

    /// <summary>The untrusted certificate of the scripted server, when the certificate is the fault.</summary>
    public X509Certificate2? BadCertificate { get; init; }

    /// <summary>Whether the server receives the request.</summary>
    public bool IsReceived { get; init; } = true;

    /// <summary>Whether each attempt lasts until its limit.</summary>
    public bool IsSlow { get; init; }

    public static IReadOnlyList<MatrixFault> Of(Uri otherHost) =>
    [
        new("connection refused", typeof(MemoryApiTransportException), All, All) { IsReceived = false },
        new("TLS, untrusted", typeof(MemoryApiTransportException), 1, 1) { IsReceived = false, BadCertificate = TestCertificate.For("127.0.0.1"), Script = connection => connection.StallAsync() },
        new("TLS, expired", typeof(MemoryApiTransportException), 1, 1) { IsReceived = false, BadCertificate = TestCertificate.For("127.0.0.1", -10, -1), Script = connection => connection.StallAsync() },
        new("TLS, for another host", typeof(MemoryApiTransportException), 1, 1) { IsReceived = false, BadCertificate = TestCertificate.For("other.example.test"), Script = connection => connection.StallAsync() },
        new("reset before headers", typeof(MemoryApiTransportException), All, 1) { Script = BrokenResponse.Of("CONNECTION_RESET_BY_PEER") },
        new("reset after headers", typeof(MemoryApiTransportException), All, 1) { Script = Then($"{Ok}\r\nContent-Length: 100\r\n\r\n{{\"id\":", connection => connection.ResetAsync()) },
        new("empty response", typeof(MemoryApiTransportException), All, 1) { Script = BrokenResponse.Of("EMPTY_RESPONSE") },
        new("malformed chunk", typeof(MemoryApiTransportException), All, 1) { Script = BrokenResponse.Of("MALFORMED_RESPONSE_CHUNK") },
        new("random bytes", typeof(MemoryApiTransportException), All, 1) { Script = BrokenResponse.Of("RANDOM_DATA_THEN_CLOSE") },
        new("body cut in half", typeof(MemoryApiTransportException), All, 1) { Script = Then($"{Ok}\r\nContent-Length: 20\r\n\r\n{{\"id\":\"1\"", connection => connection.CloseAsync()) },
        new("body stalled after headers", typeof(MemoryApiTimeoutException), All, 1) { IsSlow = true, Script = Then($"{Ok}\r\nContent-Length: 20\r\n\r\n{{\"id\"", connection => connection.StallAsync()) },
        new("slow headers", typeof(MemoryApiTimeoutException), All, 1) { IsSlow = true, Script = connection => connection.StallAsync() },
        new("408", typeof(MemoryApiTimeoutException), All, 1) { Stub = StubbedResponse.Json(408, "{}") },
        new("429 without Retry-After", typeof(MemoryApiRateLimitException), All, All) { Stub = new StubbedResponse(429, "Too many requests", "text/plain") },
        new("429, Retry-After: 0", typeof(MemoryApiRateLimitException), All, All) { Stub = RetryAfter(429, "0") },
        new("429, Retry-After: 900", typeof(MemoryApiRateLimitException), 1, 1) { Stub = RetryAfter(429, "900") },
        new("500", typeof(MemoryApiServerException), All, 1) { Stub = StubbedResponse.Json(500, """{"error":"x"}""") },
        new("502 with HTML", typeof(MemoryApiServerException), All, 1) { Stub = StubbedResponse.Html(502, "<html>Bad Gateway</html>") },
        new("503", typeof(MemoryApiServerException), All, 1) { Stub = new StubbedResponse(503) },
        new("503, Retry-After: 900", typeof(MemoryApiServerException), 1, 1) { Stub = RetryAfter(503, "900") },
        new("504", typeof(MemoryApiServerException), All, 1) { Stub = new StubbedResponse(504) },
        new("200 with HTML", typeof(MemoryApiResponseException), 1, 1) { Stub = StubbedResponse.Html(200, "<html>Sign in</html>") },
        new("200 with invalid JSON", typeof(MemoryApiResponseException), 1, 1) { Stub = StubbedResponse.Json(200, """{"id":"1",""") },
        new("200 with nothing", typeof(MemoryApiResponseException), 1, 1) { Stub = new StubbedResponse(200) },
        new("10 MB of JSON, limit 1 MB", typeof(MemoryApiResponseException), 1, 1) { Script = connection => connection.RespondAsync(Ok, Large.Value) },
        new("compressed bomb, 100 MB in 100 KB", typeof(MemoryApiResponseException), 1, 1) { Script = connection => connection.RespondAsync($"{Ok}\r\nContent-Encoding: gzip", Bomb.Value) },
        new("redirect to another host", typeof(MemoryApiResponseException), 1, 1) { Stub = new StubbedResponse(307) { Headers = new Dictionary<string, string> { ["Location"] = otherHost.AbsoluteUri } } },
    ];

    /// <summary>The certificate of servers when it isn't the fault.</summary>
    public static X509Certificate2 TrustedCertificate { get; } = TestCertificate.For("127.0.0.1");

    private static Lazy<byte[]> Large { get; } = new(() => Encoding.ASCII.GetBytes($"{{\"id\":\"{new string('x', 10_000_000)}\"}}"));

    private static Lazy<byte[]> Bomb { get; } = new(() =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1_000_000];
            for (var i = 0; i < 100; i++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    });

    private static StubbedResponse RetryAfter(int status, string wait) =>
        new(status, "slow down", "text/plain") { Headers = new Dictionary<string, string> { ["Retry-After"] = wait } };

    private static Func<FaultConnection, Task> Then(string sent, Func<FaultConnection, Task> after) => async connection =>
    {
        await connection.SendAsync(sent);
        await after(connection);
    };
}
