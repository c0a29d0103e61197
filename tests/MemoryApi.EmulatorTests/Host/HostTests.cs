using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.EmulatorTests.Host;

/// <summary>The emulator as a program.</summary>
public class HostTests
{
    private static readonly string Program = typeof(HostTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "HostProgram").Value!;

    [Test]
    public async Task It_prints_its_address_and_serves_there_with_the_key_that_it_was_given()
    {
        using var process = Start("--urls", "http://127.0.0.1:0", "--mem0-key=m0-host");
        try
        {
            var printed = await process.StandardOutput.ReadLineAsync();
            Assert.That(printed, Does.Match(@"emulator on http://127\.0\.0\.1:\d+ \(MEM0_API_KEY=m0-host ").And.Not.Contain(":8585 "), "the port of --urls, not the default");
            using var mem0 = new Mem0Client("m0-host", new Mem0ClientOptions { BaseAddress = new Uri(Regex.Match(printed!, @"http://[\d.:]+").Value) });

            Assert.That((await mem0.Account.PingAsync()).Status, Is.EqualTo("ok"));
        }
        finally
        {
            process.Kill();
        }
    }

    [TestCase("--help")]
    [TestCase("-h")]
    public async Task Asked_for_help_it_prints_the_usage_and_ends(string argument)
    {
        using var process = Start([argument]);

        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(output, Does.StartWith("Usage: [--urls http://127.0.0.1:8585]"));
        Assert.That(process.ExitCode, Is.Zero);
    }

    [TestCase("The emulator listens on 127.0.0.1 only.", "--urls", "http://0.0.0.0:8585")]
    [TestCase("--search-lag takes a time span such as 00:00:00.2.", "--search-lag", "soon")]
    [TestCase("--mem0-key needs a value.", "--mem0-key")]
    [TestCase("Unknown argument '--port'.", "--port", "8585")]
    public async Task What_it_cannot_do_is_refused_with_the_usage(string reason, params string[] arguments)
    {
        using var process = Start(arguments);

        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(errors, Does.StartWith(reason).And.Contain("Usage: [--urls http://127.0.0.1:8585]"));
        Assert.That(process.ExitCode, Is.EqualTo(2));
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
