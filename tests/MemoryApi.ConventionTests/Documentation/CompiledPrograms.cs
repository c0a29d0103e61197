using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Emulator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>The programs of all pages, compiled once. Each runs in a process of its own, against an emulator of its own whose searches lag.</summary>
internal sealed class CompiledPrograms : IDisposable
{
    // They mostly wait.
    private const int Concurrency = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _directory = Directory.CreateTempSubdirectory("memory-api-pages-").FullName;
    private readonly SemaphoreSlim _places = new(Concurrency);

    public static IReadOnlyList<PageProgram> All { get; } = [.. Page.WithPrograms.SelectMany(static page => page.Programs)];

    /// <summary>Compiled at the first use.</summary>
    public static Lazy<CSharpCompilation> Compilation { get; } = new(static () => ProgramCompilation.Of(All));

    public CompiledPrograms()
    {
        var emitted = Compilation.Value.Emit(Path.Combine(_directory, "Pages.dll"));
        Problems = [.. emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString())];
        File.WriteAllText(Path.Combine(_directory, "Pages.runtimeconfig.json"), $$"""
            {
              "runtimeOptions": {
                "tfm": "net{{Environment.Version.Major}}.0",
                "frameworks": [
                  { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version.Major}}.0.0" },
                  { "name": "Microsoft.AspNetCore.App", "version": "{{Environment.Version.Major}}.0.0" }
                ],
                "configProperties": { "System.Globalization.Invariant": true }
              }
            }
            """);
    }

    /// <summary>What the compiler found.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Runs a program to its end.</summary>
    public async Task<ProgramOutcome> RunAsync(int number)
    {
        await _places.WaitAsync();
        try
        {
            await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { SearchLag = TimeSpan.FromSeconds(3) });
            return await RunAsync(number, emulator);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<ProgramOutcome> RunAsync(int number, MemoryApiEmulator emulator)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!,
            ["exec", Path.Combine(_directory, "Pages.dll"), $"{number}", AppContext.BaseDirectory])
        {
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(_directory, $"{number}")).FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in EnvironmentOf(emulator))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramOutcome(process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program did not end within {Limit.TotalSeconds} s.");
        }
    }

    /// <summary>What someone who runs the programs sets: the variables of the clients, and configuration of hosts.</summary>
    private static Dictionary<string, string> EnvironmentOf(MemoryApiEmulator emulator) => new()
    {
        ["MEM0_API_KEY"] = emulator.Mem0ApiKey,
        ["MEM0_BASE_URL"] = emulator.BaseAddress.ToString(),
        ["BLAND_API_KEY"] = emulator.BlandApiKey,
        ["BLAND_BASE_URL"] = emulator.BaseAddress.ToString(),
        ["Mem0__BaseAddress"] = emulator.BaseAddress.ToString(),
        ["Bland__BaseAddress"] = emulator.BaseAddress.ToString(),
        ["Tenants__acme__ApiKey"] = emulator.Mem0ApiKey,
        ["Tenants__acme__BaseAddress"] = emulator.BaseAddress.ToString(),
        ["Tenants__globex__ApiKey"] = emulator.Mem0ApiKey,
        ["Tenants__globex__BaseAddress"] = emulator.BaseAddress.ToString(),
        ["NO_PROXY"] = "127.0.0.1",
    };
}
