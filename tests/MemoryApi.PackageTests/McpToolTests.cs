using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.Emulator;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace MemoryApi.PackageTests;

/// <summary>The MCP server as a user installs it, driven by the client of the protocol's own SDK.</summary>
[NonParallelizable]
public class McpToolTests
{
    private static string Tools => Path.Combine(Workspace.Root, "tools");

    private static string Program => Path.Combine(Tools, OperatingSystem.IsWindows() ? "memoryapi-mem0-mcp.exe" : "memoryapi-mem0-mcp");

    private MemoryApiEmulator _emulator = null!;

    [OneTimeSetUp]
    public async Task Install()
    {
        _emulator = await MemoryApiEmulator.StartAsync();
        await DotNetBuild.SucceedAsync(
            Workspace.Root, "tool", "install", "MemoryApi.Mem0.Mcp", "--version", Workspace.Version, "--tool-path", Tools, "--configfile", Path.Combine(Workspace.Root, "NuGet.config"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _emulator.DisposeAsync();

    [SetUp]
    public void Reset() => _emulator.Reset();

    [Test]
    public async Task A_client_looks_up_notes_and_forgets()
    {
        await using var client = await ConnectAsync();

        var noted = await CallAsync(client, "remember", ("fact", "Alice eats no meat for dinner."));
        var id = JsonDocument.Parse(noted).RootElement.GetProperty("id").GetString();
        Assert.That(await CallAsync(client, "recall_memories", ("query", "dinner")), Does.Contain("Alice eats no meat for dinner.").And.Contain(id));
        Assert.That(await CallAsync(client, "forget_memory", ("memoryId", id)), Is.EqualTo("The memory is forgotten."));
        Assert.That(await CallAsync(client, "recall_memories", ("query", "dinner")), Is.EqualTo("[]"));
        Assert.That(client.ServerInfo?.Name, Is.EqualTo("memoryapi-mem0-mcp"));
    }

    [Test]
    public async Task Tools_say_what_they_do_before_they_are_called()
    {
        await using var client = await ConnectAsync();

        var hints = (await client.ListToolsAsync()).Select(tool => $"{tool.Name} {tool.ProtocolTool.Annotations!.ReadOnlyHint} {tool.ProtocolTool.Annotations.DestructiveHint} {tool.ProtocolTool.Annotations.IdempotentHint}");

        Assert.That(hints, Is.EquivalentTo(new[] { "recall_memories True False True", "remember False False True", "forget_memory False True True" }));
    }

    [Test]
    public async Task Read_only_there_is_nothing_to_change()
    {
        await using var client = await ConnectAsync("--read-only");

        Assert.That((await client.ListToolsAsync()).Select(tool => tool.Name), Is.EqualTo(new[] { "recall_memories" }));
    }

    [Test]
    public async Task Another_users_memory_is_neither_found_nor_forgotten()
    {
        var ofBob = _emulator.Mem0.AddMemory("Bob hates fish for dinner.", userId: "bob");
        await using var client = await ConnectAsync();

        Assert.That(await CallAsync(client, "recall_memories", ("query", "dinner"), ("user_id", "bob")), Is.EqualTo("[]"));
        Assert.That(await CallAsync(client, "forget_memory", ("memoryId", ofBob)), Is.EqualTo("There is no such memory."));
        Assert.That(_emulator.Mem0.MemoryCount, Is.EqualTo(1));
    }

    [Test]
    public async Task A_service_that_is_down_is_said_in_words_and_logged_on_stderr_without_texts_or_keys()
    {
        _emulator.Faults.Next(100).For("*").Respond(503);
        List<string> errors = [];
        await using (var client = await ConnectAsync([], errors))
        {
            Assert.That(await CallAsync(client, "recall_memories", ("query", "MARKQUERY")), Is.EqualTo("Memory can't be reached at the moment; go on without it."));
        }

        Assert.That(errors, Has.Some.Contains("A tool failed"));
        Assert.That(errors, Has.None.Contains("MARKQUERY").And.None.Contains(_emulator.Mem0ApiKey).And.None.Contains("alice"));
    }

    [Test]
    public async Task A_wrong_argument_is_a_result_for_the_model_and_no_error_of_the_server()
    {
        List<string> errors = [];
        await using (var client = await ConnectAsync([], errors))
        {
            Assert.That((await client.CallToolAsync("remember", new Dictionary<string, object?> { ["fact"] = new[] { 1 } })).IsError, Is.True);
            Assert.That((await client.CallToolAsync("recall_memories", new Dictionary<string, object?>())).IsError, Is.True);
            Assert.That(await CallAsync(client, "recall_memories", ("query", "dinner"), ("limit", "3")), Is.EqualTo("[]"));
        }

        Assert.That(errors, Is.Empty);
    }

    [TestCase(null, "m0-key", "", "MEM0_USER_ID")]
    [TestCase(" ", "m0-key", "", "MEM0_USER_ID")]
    [TestCase("*", "m0-key", "", "wildcard")]
    [TestCase("alice", null, "", "MEM0_API_KEY")]
    [TestCase("alice", "m0-key", "--delete-everything", "usage: memoryapi-mem0-mcp")]
    public async Task Without_what_it_needs_it_ends_with_2_and_one_line_on_stderr(string? user, string? key, string arguments, string expected)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in Environment(user, key))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        Assert.That(await process.StandardOutput.ReadToEndAsync(), Is.Empty);
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That((await errors).TrimEnd(), Does.Contain(expected).And.Not.Contain("\n"));
    }

    [Test]
    public void The_package_says_that_it_is_a_server_and_how_it_is_started()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Workspace.Packages, $"MemoryApi.Mem0.Mcp.{Workspace.Version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry("MemoryApi.Mem0.Mcp.nuspec")!.Open());
        using var server = JsonDocument.Parse(package.GetEntry(".mcp/server.json")!.Open());
        var version = System.Xml.Linq.XDocument.Load(Path.Combine(Workspace.Repository, "Directory.Build.props")).Descendants("Version").Single().Value;
        var listed = server.RootElement.GetProperty("packages")[0];

        Assert.That(nuspec.ReadToEnd(), Does.Contain("packageType name=\"McpServer\"").And.Contain("packageType name=\"DotnetTool\""));
        Assert.That(listed.GetProperty("identifier").GetString(), Is.EqualTo("MemoryApi.Mem0.Mcp"));
        Assert.That(new[] { server.RootElement.GetProperty("version").GetString(), listed.GetProperty("version").GetString() }, Is.All.EqualTo(version));
        Assert.That(listed.GetProperty("environmentVariables").EnumerateArray().Where(variable => variable.GetProperty("isRequired").GetBoolean()).Select(variable => variable.GetProperty("name").GetString()), Is.EqualTo(new[] { "MEM0_API_KEY", "MEM0_USER_ID" }));
        Assert.That(package.Entries.Sum(entry => entry.CompressedLength), Is.LessThan(8_000_000));
    }

    private async Task<McpClient> ConnectAsync(params string[] arguments) => await ConnectAsync(arguments, []);

    private async Task<McpClient> ConnectAsync(string[] arguments, List<string> errors) => await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions
    {
        Command = Program,
        Arguments = arguments,
        EnvironmentVariables = Environment("alice", _emulator.Mem0ApiKey),
        StandardErrorLines = line =>
        {
            lock (errors)
            {
                errors.Add(line);
            }
        },
    }));

    private Dictionary<string, string?> Environment(string? user, string? key) => new()
    {
        ["MEM0_USER_ID"] = user,
        ["MEM0_API_KEY"] = key,
        ["MEM0_BASE_URL"] = _emulator.BaseAddress.ToString(),

        // The tool uses the same runtime as the tests.
        ["DOTNET_ROOT"] = Path.GetDirectoryName(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? System.Environment.ProcessPath),
    };

    private static async Task<string> CallAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
        Assert.That(result.IsError, Is.Not.True, string.Join("\n", result.Content.OfType<TextContentBlock>().Select(block => block.Text)));
        return ((TextContentBlock)result.Content.Single()).Text;
    }
}
