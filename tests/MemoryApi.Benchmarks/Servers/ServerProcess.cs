using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace MemoryApi.Benchmarks.Servers;

/// <summary>A server in a process of its own, so that its threads and memory aren't counted. It ends with its standard input.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts this program once more.</summary>
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
        return address is null ? throw new InvalidOperationException("The server did not start.") : new ServerProcess(process, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
