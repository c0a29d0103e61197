using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace MemoryApi.Benchmarks.Servers;

/// <summary>A server in a separate process, so that its threads and memory aren't counted. It exits when its standard input is closed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts another process of this program.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static async Task<ServerProcess> StartAsync(string mode)
    {
        var process = Start(mode);
        var address = await process.StandardOutput.ReadLineAsync();
        return address is null ? throw new InvalidOperationException($"The process \"{mode}\" wrote no address.") : new ServerProcess(process, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
