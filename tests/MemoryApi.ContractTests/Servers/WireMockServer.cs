using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>WireMock in a Java process of its own, on a free port of 127.0.0.1. The process ends with this object, or with the test run.</summary>
internal sealed partial class WireMockServer : IAsyncDisposable
{
    private const string JavaNotFound =
        "Java 17 or later was not found (tried to run \"{0}\"). The contract tests run WireMock on it: install one, "
        + "e.g. with 'apt-get install openjdk-17-jre-headless' or from https://adoptium.net, and make sure that 'java' is on PATH.";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;

    private WireMockServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Admin = new WireMockAdmin(address);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public Uri Address { get; }

    public WireMockAdmin Admin { get; }

    public int ProcessId => _process.Id;

    public static async Task<WireMockServer> StartAsync(string java = "java")
    {
        var process = Create(java);
        var output = new ConcurrentQueue<string>();
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Observe(line.Data);
        process.ErrorDataReceived += (_, line) => Observe(line.Data);
        process.Exited += (_, _) =>
        {
            process.WaitForExit();
            port.TrySetException(Failure(java, string.Join(' ', output)));
        };

        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, JavaNotFound, java));
        }

        try
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var server = new WireMockServer(process, new Uri($"http://127.0.0.1:{await port.Task.WaitAsync(StartLimit)}/"));
            await server.WaitUntilHealthyAsync();
            return server;
        }
        catch
        {
            End(process);
            throw;
        }

        void Observe(string? line)
        {
            if (line is null || port.Task.IsCompleted)
            {
                return;
            }

            output.Enqueue(line);
            if (PortLine().Match(line) is { Success: true } match)
            {
                port.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Admin.Dispose();
        End(_process);
        return ValueTask.CompletedTask;
    }

    private static Process Create(string java) => new()
    {
        EnableRaisingEvents = true,
        StartInfo = new ProcessStartInfo(java)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            ArgumentList =
            {
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-jar", RepositoryLayout.WireMockJar,
                "--port", "0",
                "--bind-address", "127.0.0.1",
                "--disable-banner",
            },
        },
    };

    private static InvalidOperationException Failure(string java, string output) =>
        output.Contains("UnsupportedClassVersionError", StringComparison.Ordinal)
            ? new InvalidOperationException(string.Format(CultureInfo.InvariantCulture, JavaNotFound, java))
            : new InvalidOperationException("WireMock did not start. It said: " + output);

    /// <summary>Ends the process and all that it started; waits until it is gone.</summary>
    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task WaitUntilHealthyAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        while (!await Admin.IsHealthyAsync())
        {
            if (Stopwatch.GetElapsedTime(begin) > StartLimit)
            {
                throw new TimeoutException($"WireMock at {Address} did not become healthy within {StartLimit.TotalSeconds} s.");
            }

            await Task.Delay(PollInterval);
        }
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => End(_process);

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
