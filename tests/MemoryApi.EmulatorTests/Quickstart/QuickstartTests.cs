using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests.Quickstart;

/// <summary>The program that the first command in the README runs.</summary>
internal sealed class QuickstartTests
{
    private static readonly string Program = typeof(QuickstartTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "QuickstartProgram").Value!;

    [Test]
    public async Task It_holds_every_step_against_the_emulator()
    {
        var (exitCode, lines, errors) = await RunAsync();

        Assert.That(exitCode, Is.Zero, string.Join('\n', lines) + errors);
        Assert.That(lines[^1], Does.Match(@"^All \d+ steps held what they expect\.$"));
        Assert.That(lines, Has.None.Contains("FAIL"));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task It_holds_every_step_while_searches_lag_by_3_seconds()
    {
        var (exitCode, lines, errors) = await RunAsync("--search-lag", "00:00:03");

        Assert.That(exitCode, Is.Zero, string.Join('\n', lines) + errors);
        Assert.That(lines, Has.None.Contains("FAIL"));
    }

    /// <summary>This sends no request, since the key is already missing when the client is constructed.</summary>
    [Test]
    public async Task Without_the_keys_that_it_needs_it_fails()
    {
        var (exitCode, lines, _) = await RunAsync("--live");

        Assert.That(exitCode, Is.EqualTo(1), string.Join('\n', lines));
        Assert.That(lines, Has.Some.StartsWith("  FAIL ").And.Some.Contains("MEM0_API_KEY"));
        Assert.That(lines[^1], Does.EndWith("steps did not hold what they expect."));
    }

    [TestCase("--unknown")]
    [TestCase("--search-lag")]
    [TestCase("--search-lag", "soon")]
    [TestCase("--search-lag", "-00:00:03")]
    public async Task An_unknown_argument_prints_the_usage(params string[] arguments)
    {
        var (exitCode, _, errors) = await RunAsync(arguments);

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(errors, Does.StartWith("usage: "));
    }

    private static async Task<(int ExitCode, string[] Lines, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("MEM0_API_KEY");
        start.Environment.Remove("BLAND_API_KEY");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }
}
