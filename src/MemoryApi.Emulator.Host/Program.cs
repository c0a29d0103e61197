using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace MemoryApi.Emulator.Host;

/// <summary>Runs the emulator until Ctrl+C.</summary>
internal static class Program
{
    private const string Usage =
        "Usage: [--urls http://127.0.0.1:8585] [--mem0-key KEY] [--bland-key KEY] [--event-delay hh:mm:ss.f] [--search-lag hh:mm:ss.f] [--bland-rate-limit N]";

    private static async Task<int> Main(string[] arguments)
    {
        if (Array.Exists(arguments, static argument => argument is "--help" or "-h"))
        {
            Console.WriteLine(Usage);
            return 0;
        }

        EmulatorOptions options;
        try
        {
            options = Parse(arguments);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} {Usage}").ConfigureAwait(false);
            return 2;
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        MemoryApiEmulator emulator;
        try
        {
            emulator = await MemoryApiEmulator.StartAsync(options).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} Choose another port with --urls.").ConfigureAwait(false);
            return 1;
        }

        await using (emulator.ConfigureAwait(false))
        {
            Console.WriteLine(
                $"Mem0 and Bland emulator on {emulator.BaseAddress.ToString().TrimEnd('/')} (MEM0_API_KEY={emulator.Mem0ApiKey} BLAND_API_KEY={emulator.BlandApiKey}); Ctrl+C stops it.");
            await stop.Task.ConfigureAwait(false);
        }

        return 0;
    }

    private static EmulatorOptions Parse(string[] arguments)
    {
        var options = new EmulatorOptions { Port = 8585 };
        var queue = new Queue<string>(arguments);
        while (queue.TryDequeue(out var argument))
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            string Value() => equals >= 0 ? argument[(equals + 1)..]
                : queue.TryDequeue(out var next) ? next
                : throw new FormatException($"{name} needs a value.");

            switch (name)
            {
                case "--urls":
                    options.Port = Port(Value());
                    break;
                case "--mem0-key":
                    options.Mem0ApiKey = NonBlank(name, Value());
                    break;
                case "--bland-key":
                    options.BlandApiKey = NonBlank(name, Value());
                    break;
                case "--event-delay":
                    options.EventDelay = Time(name, Value());
                    break;
                case "--search-lag":
                    options.SearchLag = Time(name, Value());
                    break;
                case "--bland-rate-limit":
                    options.BlandRateLimit = int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                        ? limit
                        : throw new FormatException("--bland-rate-limit takes a whole number above 0.");
                    break;
                default:
                    throw new FormatException($"Unknown argument '{argument}'.");
            }
        }

        return options;
    }

    private static string NonBlank(string name, string value) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{name} needs a value.") : value;

    private static TimeSpan Time(string name, string value) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero
            ? time
            : throw new FormatException($"{name} takes a time span such as 00:00:00.2.");

    private static int Port(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.AbsolutePath != "/")
        {
            throw new FormatException("--urls takes one address such as http://127.0.0.1:8585.");
        }

        var isThisMachine = url.Host == "localhost" || (IPAddress.TryParse(url.Host, out var address) && address.Equals(IPAddress.Loopback));
        return isThisMachine ? url.Port : throw new FormatException("The emulator listens on 127.0.0.1 only.");
    }
}
