using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.PackageTests;

/// <summary>
/// The programs in the READMEs of memory for chat clients and agents, with a scripted model in place of a model's client, and with the packages from the local
/// feed.
/// </summary>
[NonParallelizable]
public class ChatReadmeTests
{
    private const string Guide = "chat guide";

    private static readonly string[] Packages = ["MemoryApi.Mem0.AI", "MemoryApi.Mem0.Agents"];

    private static readonly string Model = """
        using Microsoft.Extensions.AI;

        /// <summary>Repeats the messages that it gets.</summary>
        internal sealed class ScriptedModel : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Join("\n", messages.Select(message => message.Text)))));

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose()
            {
            }
        }
        """;

    // One build of all three: it takes less time than three.
    [OneTimeSetUp]
    public static async Task BuildAsync()
    {
        foreach (var package in Packages)
        {
            Workspace.Write($"{First(package)}/Program.cs", WithScriptedModel(Programs($"src/{package}/README.md")[0]));
            WriteProject(First(package), package, "Microsoft.NET.Sdk");
        }

        WriteGuide();
        WriteProject(Guide, "MemoryApi.Mem0.Agents", "Microsoft.NET.Sdk.Web");
        Workspace.Write("chat.slnx", $"<Solution>{string.Concat(Packages.Select(First).Append(Guide).Select(directory => $"<Project Path=\"{directory}/{directory}.csproj\" />"))}</Solution>");
        await DotNetBuild.SucceedAsync(Workspace.Root, "build", "chat.slnx", "-m");
    }

    [TestCaseSource(nameof(Packages))]
    public async Task The_first_program_recalls_and_stores(string package)
    {
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { EventDelay = TimeSpan.Zero });
        emulator.Mem0.AddMemory("Alice suggests a vegetarian dinner.", userId: "alice");

        var output = await RunAsync(First(package), emulator);

        Assert.That(output, Does.Contain("\"note\":\"Alice suggests a vegetarian dinner.\"").And.Contain("Suggest a dinner for me."));
        Assert.That(emulator.Counters.Adds, Is.EqualTo(1), "sent before the program ended");
    }

    [Test]
    public async Task The_programs_of_the_guide_build_without_a_warning_and_run()
    {
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { EventDelay = TimeSpan.Zero });

        var output = await RunAsync(Guide, emulator);

        Assert.That(output, Does.Contain("\"note\":\"I am vegetarian.\""));
        Assert.That(emulator.Mem0.MemoryCount, Is.GreaterThan(0), "what is left is Bob's");
        Assert.That(emulator.Faults.Injected, Is.Zero);
    }

    [Test]
    public void There_are_no_other_programs() =>
        Assert.That(new[] { "MemoryApi.Mem0.AI", "MemoryApi.Mem0.Agents", "MemoryApi.Mem0.Mcp" }.Select(package => Programs($"src/{package}/README.md").Count), Is.EqualTo(new[] { 2, 1, 0 }));

    private static string WithScriptedModel(string program) =>
        Regex.Replace(program.Replace("using OpenAI;\n", "", StringComparison.Ordinal), @"new OpenAIClient\(.*?\.AsIChatClient\(\)", "new ScriptedModel()", RegexOptions.Singleline);

    private static async Task<string> RunAsync(string directory, MemoryApiEmulator emulator)
    {
        var (exitCode, output) = await DotNetBuild.RunAsync(
            Path.Combine(Workspace.Root, directory),
            [Path.Combine("bin", "Debug", "net10.0", directory + ".dll")],
            new Dictionary<string, string?> { ["MEM0_API_KEY"] = emulator.Mem0ApiKey, ["MEM0_BASE_URL"] = emulator.BaseAddress.ToString() });
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    private static string First(string package) => $"chat readme {package}";

    /// <summary>All programs of the guide, and the web application of the README; one project, in which each program is a method.</summary>
    private static void WriteGuide()
    {
        var programs = Programs("docs/agents.md").Append(Programs("src/MemoryApi.Mem0.AI/README.md")[1]).ToList();
        for (var i = 0; i < programs.Count; i++)
        {
            var lines = WithScriptedModel(programs[i]).Split('\n');
            var usings = lines.Where(IsUsing);
            Workspace.Write($"{Guide}/Program{i}.cs", $$"""
                {{string.Join('\n', usings)}}
                internal static class Program{{i}}
                {
                    public static async Task RunAsync()
                    {
                        {{string.Join('\n', lines.Where(line => !IsUsing(line)))}}
                        await Task.CompletedTask;
                    }
                }
                """);
        }

        // A web application runs until it is stopped.
        var runnable = Enumerable.Range(0, programs.Count).Where(i => !programs[i].Contains("WebApplication", StringComparison.Ordinal)).ToList();
        Assert.That((programs.Count, runnable.Count), Is.EqualTo((9, 7)));
        Workspace.Write($"{Guide}/Program.cs", string.Concat(runnable.Select(i => $"await Program{i}.RunAsync();\n")));

        static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal) && !line.StartsWith("using var", StringComparison.Ordinal);
    }

    private static void WriteProject(string directory, string package, string sdk)
    {
        Workspace.Write($"{directory}/ScriptedModel.cs", Model);
        Workspace.Write($"{directory}/{directory}.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="$(MemoryApiVersion)" />
                {(package == "MemoryApi.Mem0.Agents" ? $"<PackageReference Include=\"Microsoft.Agents.AI\" Version=\"{Workspace.Pinned("Microsoft.Agents.AI")}\" />" : "")}
              </ItemGroup>
            </Project>
            """);
    }

    private static List<string> Programs(string page) => Regex
        .Matches(File.ReadAllText(Path.Combine(Workspace.Repository, page)).ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline)
        .Select(match => match.Groups[1].Value)
        .ToList();
}
