using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.PackageTests;

/// <summary>A stranger's program that is published with its own runtime, and without what it doesn't use.</summary>
[NonParallelizable]
public class TrimmingTests
{
    [Test]
    public async Task A_trimmed_program_is_published_without_a_warning_and_works()
    {
        var (exitCode, output) = await DotNetBuild.RunAsync(Workspace.Root, ["publish", "Trimmed/Trimmed.csproj", "-warnaserror", "-o", "trimmed"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("warning "));

        var trimmed = new FileInfo(Path.Combine(Workspace.Root, "trimmed", "MemoryApi.Mem0.dll"));
        Assert.That(trimmed.Length, Is.LessThan(PackagedLength("MemoryApi.Mem0") / 2), "the program uses a small part of it");

        await using var emulator = await MemoryApiEmulator.StartAsync();
        var environment = new Dictionary<string, string?>
        {
            ["MEM0_API_KEY"] = emulator.Mem0ApiKey,
            ["BLAND_API_KEY"] = emulator.BlandApiKey,
            ["MEM0_BASE_URL"] = emulator.BaseAddress.ToString(),
            ["BLAND_BASE_URL"] = emulator.BaseAddress.ToString(),
        };
        Assert.That(await RunAsync(Path.Combine(Workspace.Root, "trimmed", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed"), environment), Is.EqualTo("I love lungo.\nNOT_FOUND\n"));
    }

    private static async Task<string> RunAsync(string program, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await output + await errors);
        return (await output).ReplaceLineEndings("\n");
    }

    private static long PackagedLength(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Workspace.Packages, $"{package}.{Workspace.Version}.nupkg"));
        return archive.GetEntry($"lib/net10.0/{package}.dll")!.Length;
    }
}
