using System;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Load;

namespace MemoryApi.FrameworkTests.OlderRuntime;

/// <summary>Prints its runtime and the framework of the libraries' build, then runs the command of its arguments and prints the result.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        Console.WriteLine(RuntimeInformation.FrameworkDescription);
        Console.WriteLine(typeof(ApiClientOptions).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
        switch (arguments)
        {
            case ["load", var calls, var isSecure]:
                return await LoadAsync(int.Parse(calls, CultureInfo.InvariantCulture), bool.Parse(isSecure));
            case ["call", var address]:
                return await CallAsync(new Uri(address));
            default:
                Console.Error.WriteLine("usage: load CALLS SECURE, or call ADDRESS");
                return 2;
        }
    }

    private static async Task<int> LoadAsync(int calls, bool isSecure)
    {
        var result = await CancelledLoad.RunAsync(calls, isSecure, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant($"{result.Calls} calls, {result.Cancelled} cancelled, {result.Faults.Count} mixed or untyped"));
        foreach (var fault in result.Faults)
        {
            Console.WriteLine(fault);
        }

        return result.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Makes one call, with the proxy settings of the environment.</summary>
    private static async Task<int> CallAsync(Uri address)
    {
        using var client = new Mem0Client("key", new Mem0ClientOptions { BaseAddress = address });
        try
        {
            await client.Memories.GetAsync("1");
            return 0;
        }
        catch (MemoryApiException failure)
        {
            Console.WriteLine(FormattableString.Invariant($"attempts: {failure.Attempts}, not processed: {failure.WasNotProcessed}"));
            Console.WriteLine(failure);
            return 1;
        }
    }
}
