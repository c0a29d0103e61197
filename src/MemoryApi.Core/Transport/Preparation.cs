using System;
using System.IO;
using System.Text;
using System.Threading;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;

namespace MemoryApi.Core;

/// <summary>
/// Does ahead what a program's first call would wait for: JSON writers set themselves up for about a seventh of a first call, and the
/// instruments that others may listen to for a tenth. It runs beside what the program does between making a client and calling it.
/// </summary>
internal static class Preparation
{
    private static int _isBegun;

    /// <summary>Begins once in a process, on a short-lived thread of its own: starting the thread pool takes longer than what is prepared.</summary>
    public static void Begin(ApiServiceDescription service)
    {
        // On a single processor it would only be in the way.
        if (Environment.ProcessorCount == 1 || Interlocked.Exchange(ref _isBegun, 1) != 0)
        {
            return;
        }

        new Thread(static service => Prepare((ApiServiceDescription)service!))
        {
            IsBackground = true,
            Name = "MemoryApi preparation",
        }.Start(service);
    }

    private static void PrepareWriting()
    {
        using var writer = new JsonTextWriter(TextWriter.Null);
        writer.WriteStartObject();
        writer.WritePropertyName("name");
        writer.WriteValue("value");
        writer.WriteEndObject();
    }

    private static void PrepareReading()
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.ASCII.GetBytes("""{"name":["value",null]}""")));
        while (reader.Read())
        {
        }
    }

    private static void Prepare(ApiServiceDescription service)
    {
        try
        {
            // In the order in which a call needs them.
            PrepareWriting();
            ClientInstruments.Of(service);
            PrepareReading();
        }
        catch (Exception)
        {
            // The call that needs it meets the same, and has somebody to tell.
        }
    }
}
