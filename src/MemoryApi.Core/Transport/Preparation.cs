using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;

namespace MemoryApi.Core;

/// <summary>
/// Compiles ahead what a program's first call would wait for, on a second processor, beside what the program does between making a
/// client and calling it; a first call then takes about a fifth less time. Nothing is sent. Listeners hear of the client's instruments then.
/// </summary>
internal static class Preparation
{
    private static int _isBegun;

    /// <summary>Begins once in a process, on a short-lived thread of its own: the thread pool takes long to start, and belongs to the program.</summary>
    public static void Begin(ApiServiceDescription service, bool isResilient)
    {
        // On a single processor it would only be in the way.
        if (Environment.ProcessorCount == 1 || Interlocked.Exchange(ref _isBegun, 1) != 0)
        {
            return;
        }

        try
        {
            new Thread(() => TryRun(service, isResilient)) { IsBackground = true, Name = "MemoryApi preparation" }.Start();
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            // There is no room for a thread; the first call takes longer.
        }
    }

    /// <summary>The most first: while it is compiled here, the caller's own thread comes to the rest.</summary>
    internal static void Run(ApiServiceDescription service, bool isResilient)
    {
        if (isResilient)
        {
            PrepareResilience(service);
        }

        PrepareWriting();
        ClientInstruments.Of(service);
        PrepareReading();
    }

    private static void TryRun(ApiServiceDescription service, bool isResilient)
    {
        try
        {
            Run(service, isResilient);
        }
        catch (Exception)
        {
            // The call that needs it meets the same, and has somebody to tell.
        }
    }

    private static void PrepareWriting()
    {
        using var writer = new JsonTextWriter(TextWriter.Null);
        writer.WriteStartObject();
        writer.WritePropertyName("name");
        writer.WriteValue("value");
        writer.WriteEndObject();
    }

    /// <summary>Sends a message through a resilience of its own, as a client's chain would, to an answer from memory.</summary>
    private static void PrepareResilience(ApiServiceDescription service)
    {
        var resilience = new Lazy<ClientResilience>(() => new ClientResilience(new ResilienceOptions(), TimeProvider.System, log: null));
        using var invoker = new HttpMessageInvoker(new ResilienceHandler(resilience, isEnabled: true) { InnerHandler = new Answering() });
        using var message = new HttpRequestMessage(HttpMethod.Get, service.BaseAddress);
        new ApiCall(new ApiOperation("Preparation", HttpMethod.Get, "/", isIdempotent: true, isEmptyResultAllowed: true), null, TimeProvider.System).AttachTo(message);
        invoker.SendAsync(message, CancellationToken.None).GetAwaiter().GetResult().Dispose();
    }

    private static void PrepareReading()
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.ASCII.GetBytes("""{"name":["value",null]}""")));
        while (reader.Read())
        {
        }
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());
    }
}
