using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.PackageTests;

/// <summary>Projects like those of users: they restore the packages, build without a warning, and work.</summary>
[NonParallelizable]
public class ConsumerTests
{
    private static readonly string[] Projects =
        ["Library/Library.csproj", "Console/Console.csproj", "Web/Web.csproj", "UnitTesting/UnitTesting.csproj", "OwnClient/OwnClient.csproj", "OtherService/OtherService.csproj", "FSharp/FSharp.fsproj"];

    private MemoryApiEmulator _emulator = null!;

    [OneTimeSetUp]
    public async Task BuildAll()
    {
        _emulator = await MemoryApiEmulator.StartAsync();

        var spec = await File.ReadAllTextAsync(Path.Combine(Workspace.Repository, "specs", "bland.yaml"));
        Assert.That(spec, Does.Contain("operationId: Contacts_Resolve"), "the operation that the consumer renames");
        Workspace.Write("OwnClient/specs/contäcts.yaml", spec.Replace("Contacts_Resolve", "Contacts_Recognize", StringComparison.Ordinal));
        Workspace.Write("consumers.slnx", $"<Solution>{string.Concat(Array.ConvertAll(Projects, project => $"<Project Path=\"{project}\" />"))}</Solution>");

        // The build needs no other programs: the PATH contains only the shell with which MSBuild runs commands.
        var path = Directory.CreateDirectory(Path.Combine(Workspace.Root, "path")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(path, "sh"), "/bin/sh");
        }

        var (exitCode, output) = await DotNetBuild.RunAsync(Workspace.Root, ["build", "consumers.slnx", "-m", "-warnaserror"], new Dictionary<string, string?> { ["PATH"] = path });
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("warning "));
        Assert.That(output.Split("Generating contäcts -> Contoso.Contacts"), Has.Length.EqualTo(2), "one generation for two frameworks\n" + output);
    }

    [OneTimeTearDown]
    public async Task StopEmulator()
    {
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    [TestCase("Console", "net10.0", "1: I love espresso.\nadded 1, as predicted: True\n", TestName = "A_console_program_on_a_netstandard_library")]
    [TestCase("Console", "net8.0", "1: I love espresso.\nadded 1, as predicted: True\n", TestName = "A_console_program_on_a_netstandard_library_on_net8.0")]
    [TestCase("OwnClient", "net10.0", "OwnClient recognized True\n", TestName = "A_client_generated_from_a_changed_spec")]
    [TestCase("OwnClient", "net8.0", "OwnClient recognized True\n", TestName = "A_client_generated_from_a_changed_spec_on_net8.0")]
    [TestCase("FSharp", "net10.0", "I love ristretto.\n", TestName = "An_FSharp_program")]
    public async Task A_program_works(string project, string framework, string expected)
    {
        var (exitCode, output) = await DotNetBuild.RunAsync(Workspace.Root, [Program(project, framework)], Environment());

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_client_of_another_service_authenticates_repeats_and_pages_as_its_spec_says()
    {
        await using var service = await ParcelService.StartAsync();
        var environment = new Dictionary<string, string?> { ["PARCELS_KEY"] = "k-1", ["PARCELS_URL"] = service.Address };

        var (exitCode, output) = await DotNetBuild.RunAsync(Workspace.Root, [Program("OtherService", "net10.0")], environment);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo("""
            p/1 moving
            p/2 waiting
            p/3 lost
            to Oslo
            Parcels_Send: 503, attempts: 1

            """.ReplaceLineEndings("\n")));
        Assert.That(service.Requests, Is.EqualTo(new[]
        {
            "Parcel-Key k-1 | GET /v2/parcels?offset=0&limit=2",
            "Parcel-Key k-1 | GET /v2/parcels?offset=2&limit=2",
            "Parcel-Key k-1 | PUT /v2/parcels/p%2F1/destination {\"destination\":\"Oslo\"}",
            "Parcel-Key k-1 | PUT /v2/parcels/p%2F1/destination {\"destination\":\"Oslo\"}",
            "Parcel-Key k-1 | POST /v2/parcels {\"destination\":\"Oslo\"}",
        }));
    }

    [TestCase("OwnClient", "net10.0")]
    [TestCase("OwnClient", "net8.0")]
    [TestCase("OtherService", "net10.0")]
    public async Task Nothing_of_the_generator_reaches_the_program(string project, string framework)
    {
        var directory = Path.GetDirectoryName(Program(project, framework))!;

        Assert.That(Array.ConvertAll(Directory.GetFiles(directory), Path.GetFileName), Has.None.StartsWith("NSwag").And.None.StartsWith("NJsonSchema").And.None.Contains("Generator"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, project + ".deps.json")), Does.Not.Contain("MemoryApi.Generator").And.Not.Contain("NSwag"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, project + ".runtimeconfig.json")), Does.Not.Contain("AspNetCore"), "a framework that the program doesn't ask for");
    }

    [Test]
    public async Task A_users_tests_run_against_the_emulator_package()
    {
        var output = await DotNetBuild.SucceedAsync(Workspace.Root, "test", "UnitTesting/UnitTesting.csproj", "--no-build");

        Assert.That(output, Does.Match(@"Passed:\s+1,"));
    }

    [Test]
    public async Task A_web_application_serves_two_tenants()
    {
        await using var globex = await MemoryApiEmulator.StartAsync(new EmulatorOptions { Mem0ApiKey = "m0-globex" });
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Tenants__acme__ApiKey"] = _emulator.Mem0ApiKey,
            ["Tenants__acme__BaseAddress"] = _emulator.BaseAddress.ToString(),
            ["Tenants__globex__ApiKey"] = globex.Mem0ApiKey,
            ["Tenants__globex__BaseAddress"] = globex.BaseAddress.ToString(),
        };
        using var web = Start(Program("Web", "net10.0"), Path.Combine(Workspace.Root, "Web"), environment);
        try
        {
            using var http = new HttpClient { BaseAddress = await ListeningAddressAsync(web) };
            (await http.PostAsync(new Uri("/acme/bob?text=I%20like%20tea", UriKind.Relative), null)).EnsureSuccessStatusCode();
            (await http.PostAsync(new Uri("/globex/bob?text=I%20like%20tea%20with%20milk", UriKind.Relative), null)).EnsureSuccessStatusCode();

            Assert.That(await http.GetStringAsync(new Uri("/acme/bob?query=tea", UriKind.Relative)), Is.EqualTo("[\"I like tea\"]"));
            Assert.That(await http.GetStringAsync(new Uri("/globex/bob?query=tea", UriKind.Relative)), Is.EqualTo("[\"I like tea with milk\"]"));
        }
        finally
        {
            web.Kill(entireProcessTree: true);
            await web.WaitForExitAsync();
        }
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["MEM0_API_KEY"] = _emulator.Mem0ApiKey,
        ["BLAND_API_KEY"] = _emulator.BlandApiKey,
        ["MEM0_BASE_URL"] = _emulator.BaseAddress.ToString(),
        ["BLAND_BASE_URL"] = _emulator.BaseAddress.ToString(),
    };

    private static string Program(string project, string framework) =>
        Path.Combine(Workspace.Root, project, "bin", "Debug", framework, project + ".dll");

    private static Process Start(string program, string directory, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? System.Environment.ProcessPath!, [program])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAddressAsync(Process web)
    {
        const string Announcement = "Now listening on: ";
        while (await web.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
            {
                // The rest of the output is read as well, so that it doesn't fill the pipe.
                _ = web.StandardOutput.ReadToEndAsync();
                return new Uri(line[(at + Announcement.Length)..]);
            }
        }

        throw new InvalidOperationException("The web application ended before it listened.");
    }
}
