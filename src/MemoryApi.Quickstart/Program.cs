using System;
using System.Globalization;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;

namespace MemoryApi.Quickstart;

/// <summary>
/// Shows the main job of both clients step by step, and prints the calls of each step. It calls the emulator. With <c>--live</c>, it calls
/// the services with the keys in MEM0_API_KEY and BLAND_API_KEY. With <c>--search-lag</c>, searches of the emulator lag as those of the
/// service do. The exit code is 0 only when every step had the expected result.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var searchLag = TimeSpan.Zero;
        var isUnderstood = arguments is [] or ["--live"]
            || (arguments is ["--search-lag", var time] && TimeSpan.TryParse(time, CultureInfo.InvariantCulture, out searchLag) && searchLag >= TimeSpan.Zero);
        if (!isUnderstood)
        {
            Console.Error.WriteLine("usage: dotnet run --project src/MemoryApi.Quickstart [-- --live | --search-lag hh:mm:ss]");
            return 2;
        }

        var wire = new WireLog();
        var account = new StepAccount(wire);
        try
        {
            if (arguments is ["--live"])
            {
                using var mem0 = Mem0Client.FromEnvironment(Logged(new Mem0ClientOptions(), wire));
                using var bland = BlandClient.FromEnvironment(Logged(new BlandClientOptions(), wire));
                await RunAsync(mem0, bland, account);
            }
            else
            {
                await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { SearchLag = searchLag });
                using var mem0 = new Mem0Client(emulator.Mem0ApiKey, Logged(new Mem0ClientOptions { BaseAddress = emulator.BaseAddress }, wire));
                using var bland = new BlandClient(emulator.BlandApiKey, Logged(new BlandClientOptions { BaseAddress = emulator.BaseAddress }, wire));
                await RunAsync(mem0, bland, account);
            }
        }
        catch (Exception exception) when (exception is MemoryApiException or InvalidOperationException)
        {
            account.Fail(exception.Message);
        }

        return account.Close();
    }

    private static async Task RunAsync(Mem0Client mem0, BlandClient bland, StepAccount account)
    {
        await new Mem0Walkthrough(mem0, account).RunAsync();
        await new BlandWalkthrough(bland, account).RunAsync();
    }

    private static TOptions Logged<TOptions>(TOptions options, WireLog wire)
        where TOptions : ApiClientOptions
    {
        options.AttemptHandlers.Add(wire.CreateHandler);
        return options;
    }
}
