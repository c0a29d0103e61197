using System;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.Benchmarks.Servers;

/// <summary>The emulator in a separate process.</summary>
internal static class EmulatorServer
{
    public static async Task RunAsync()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync();
        Console.WriteLine(emulator.BaseAddress);
        await Console.In.ReadToEndAsync();
    }
}
