using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MemoryApi.FrameworkTests;

/// <summary>The same build of the libraries on .NET 8, in a separate program.</summary>
[NonParallelizable]
internal sealed class OlderRuntimeTests
{
    private const string Login = "s3cretuser:s3cretpassword";

    [TestCase(false)]
    [TestCase(true)]
    [Category(SoakLength.Category)]
    public async Task Callers_that_cancel_never_get_the_response_of_another_or_an_untyped_exception(bool isSecure)
    {
        var calls = SoakLength.Of(isSecure ? 800 : 1_600, 100_000);

        var (exitCode, output) = await RunAsync(["load", calls.ToString(CultureInfo.InvariantCulture), isSecure.ToString()]);

        TestContext.Out.WriteLine(output);
        var counts = Regex.Match(output, @"(\d+) calls, (\d+) cancelled, (\d+) mixed or untyped").Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.Zero, output);
            Assert.That((counts[0], counts[2]), Is.EqualTo((calls, 0)));
            Assert.That(counts[1], Is.GreaterThan(calls / 10).And.LessThan(calls));
        }
    }

    [Test]
    public async Task A_proxy_of_the_environment_that_refuses_the_login_is_asked_once_and_its_password_is_not_told()
    {
        await using var proxy = new TestProxy { Login = "other:login" };

        var (exitCode, output) = await RunAsync(["call", "https://api.example.test/"], ("HTTPS_PROXY", proxy.Address(Login).AbsoluteUri));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1), output);
            Assert.That(output, Does.Contain("attempts: 1, not processed: True").And.Contain("the proxy refused the login (407)"));
            Assert.That(output, Does.Not.Contain("s3cret"));
            Assert.That(proxy.Logins, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_certificate_that_is_not_trusted_is_named_after_one_handshake()
    {
        await using var server = new TlsServer(TestCertificate.For("127.0.0.1"));

        var (exitCode, output) = await RunAsync(["call", server.Address.AbsoluteUri]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1), output);
            Assert.That(output, Does.Contain("attempts: 1, not processed: True").And.Contain("the certificate of 127.0.0.1 isn't accepted: its issuer isn't trusted here."));
            Assert.That(server.Connections, Is.EqualTo(1));
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var program = Metadata("OlderRuntime") + (OperatingSystem.IsWindows() ? ".exe" : string.Empty);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.That(output, Does.StartWith(".NET 8.").And.Contain(LoadedFrameworkTests.NameOf(Metadata("LibraryFramework"))), "the runtime and the build of the libraries under test");
        return (process.ExitCode, output);
    }

    private static string Metadata(string key) =>
        typeof(OlderRuntimeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
