using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

internal sealed class WireMockServerTests
{
    [Test]
    public async Task A_missing_Java_is_named_in_one_line_with_how_to_get_it()
    {
        var failure = await Failing.CallAsync(() => WireMockServer.StartAsync("java-that-does-not-exist"));

        Assert.That(failure, Is.TypeOf<InvalidOperationException>());
        Assert.That(failure.Message, Does.StartWith("Java 17 or later was not found").And.Contain("install").And.Contain("PATH").And.Not.Contain("\n"));
    }

    [Test]
    public async Task A_program_that_is_no_Java_gives_what_it_said()
    {
        var failure = await Failing.CallAsync(() => WireMockServer.StartAsync("dotnet"));

        Assert.That(failure, Is.TypeOf<InvalidOperationException>());
        Assert.That(failure.Message, Does.StartWith("WireMock did not start. It said: ").And.Contain("-XX:TieredStopAtLevel"));
    }

    [Test]
    public async Task The_process_is_gone_when_the_server_is_disposed()
    {
        var server = await WireMockServer.StartAsync();
        using var process = Process.GetProcessById(server.ProcessId);

        await server.DisposeAsync();

        Assert.That(process.HasExited, Is.True);
    }

    [Test]
    public async Task It_listens_on_the_loopback_address_only()
    {
        var server = await WireMockRun.Server;

        Assert.That(server.Address.ToString(), Does.StartWith("http://127.0.0.1:"));
    }
}
