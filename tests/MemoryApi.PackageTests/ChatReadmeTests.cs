using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.Emulator;

namespace MemoryApi.PackageTests;

/// <summary>The programs in the READMEs of memory for chat clients and agents, with a scripted model in place of a model's client, and with the packages from the local feed.</summary>
[NonParallelizable]
public class ChatReadmeTests
{
    private static readonly string Model = """
        using Microsoft.Extensions.AI;

        /// <summary>Says what it was told.</summary>
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

    [TestCase("MemoryApi.Mem0.AI")]
    [TestCase("MemoryApi.Mem0.Agents")]
    public async Task The_first_program_recalls_and_stores(string package)
    {
        var directory = $"chat readme {package}";
        await BuildAsync(package, 0, directory, "Microsoft.NET.Sdk");
        await using var emulator = await MemoryApiEmulator.StartAsync(new EmulatorOptions { EventDelay = TimeSpan.Zero });
        emulator.Mem0.AddMemory("Alice suggests a vegetarian dinner.", userId: "alice");

        var (exitCode, output) = await DotNetBuild.RunAsync(
            Path.Combine(Workspace.Root, directory),
            [Path.Combine("bin", "Debug", "net10.0", "Chat.dll")],
            new Dictionary<string, string?> { ["MEM0_API_KEY"] = emulator.Mem0ApiKey, ["MEM0_BASE_URL"] = emulator.BaseAddress.ToString() });

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("\"note\":\"Alice suggests a vegetarian dinner.\"").And.Contain("Suggest a dinner for me."));
        Assert.That(emulator.Counters.Adds, Is.EqualTo(1), "sent before the program ended");
    }

    [Test]
    public Task The_web_application_builds_without_a_warning() => BuildAsync("MemoryApi.Mem0.AI", 1, "chat readme web", "Microsoft.NET.Sdk.Web");

    [Test]
    public void There_are_no_other_programs() =>
        Assert.That(new[] { "MemoryApi.Mem0.AI", "MemoryApi.Mem0.Agents", "MemoryApi.Mem0.Mcp" }.Select(package => Programs(package).Count), Is.EqualTo(new[] { 2, 1, 0 }));

    private static async Task BuildAsync(string package, int program, string directory, string sdk)
    {
        var code = Programs(package)[program].Replace("using OpenAI;\n", "", StringComparison.Ordinal);
        code = Regex.Replace(code, @"new OpenAIClient\(.*?\.AsIChatClient\(\)", "new ScriptedModel()", RegexOptions.Singleline);
        Assert.That(code, Does.Contain("new ScriptedModel()"));
        Workspace.Write($"{directory}/Program.cs", code);
        Workspace.Write($"{directory}/ScriptedModel.cs", Model);
        Workspace.Write($"{directory}/Chat.csproj", $"""
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
        await DotNetBuild.SucceedAsync(Workspace.Root, "build", $"{directory}/Chat.csproj");
    }

    private static List<string> Programs(string package) => Regex
        .Matches(File.ReadAllText(Path.Combine(Workspace.Repository, "src", package, "README.md")).ReplaceLineEndings("\n"), "```csharp\n(.*?)```", RegexOptions.Singleline)
        .Select(match => match.Groups[1].Value)
        .ToList();
}
