using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// The netstandard2.0 build beside the System.Text.Json that a program brings. What is older than the first supported one is refused when
/// the program is restored, and not when it runs.
/// </summary>
[NonParallelizable]
public sealed class OlderJsonTests
{
    private const string Memory =
        """{"id":"m1","memory":"gr\u00F6\u00DFe","metadata":{"trip":[[],{"price":1.25}],"none":null},"categories":["travel"],"expiration_date":"2031-02-03","created_at":"2030-01-02T03:04:05.678\u002B05:30","new":0.5}""";

    private static string FirstSupported => Workspace.Pinned("System.Text.Json");

    [TestCase(null, TestName = "The_first_supported_System_Text_Json_works")]
    [TestCase("9.0.0")]
    public async Task A_System_Text_Json_that_a_program_brings_works(string? version)
    {
        version ??= FirstSupported;
        var output = Path.Combine(Workspace.Root, "OlderJson", "json-" + version);
        var (exitCode, log) = await BuildAsync(version, output);
        Assert.That(exitCode, Is.Zero, log);

        var context = new ProgramContext(output);
        try
        {
            var run = context.LoadFromAssemblyPath(Path.Combine(output, "OlderJson.dll")).GetType("Contoso.OlderJson.RoundTrip", throwOnError: true)!.GetMethod("RunAsync")!;
            var result = await (Task<string>)run.Invoke(null, [Memory])!;

            Assert.That(result, Is.EqualTo(Memory + """{"filters":{"user_id":"alice"}}"""));
            Assert.That(context.Assemblies.Single(static assembly => assembly.GetName().Name == "System.Text.Json").GetName().Version!.Major, Is.EqualTo(Version.Parse(version).Major));
            Assert.That(context.Assemblies.Single(static assembly => assembly.GetName().Name == "MemoryApi.Core").GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(".NETStandard,Version=v2.0"));
        }
        finally
        {
            context.Unload();
        }
    }

    [Test]
    public async Task One_that_is_too_old_is_refused_by_restore()
    {
        var (exitCode, log) = await BuildAsync("7.0.3", Path.Combine(Workspace.Root, "OlderJson", "json-7"));

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(log, Does.Contain("NU1605").And.Contain($"System.Text.Json (>= {FirstSupported})"));
    }

    private static Task<(int ExitCode, string Output)> BuildAsync(string version, string output) =>
        DotNetBuild.RunAsync(Workspace.Root, ["build", "OlderJson/OlderJson.csproj", "-warnaserror", $"-p:JsonVersion={version}", "-o", output]);

    /// <summary>Takes what the program has beside it, also where this process has a newer one; only what the runtime is made of is shared.</summary>
    private sealed class ProgramContext(string directory) : AssemblyLoadContext(isCollectible: true)
    {
        private static readonly string[] OfTheRuntime =
            ["System.Memory", "System.Buffers", "System.Numerics.Vectors", "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions", "System.ValueTuple"];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(directory, assemblyName.Name + ".dll");
            return OfTheRuntime.Contains(assemblyName.Name) || !File.Exists(file) ? null : LoadFromAssemblyPath(file);
        }
    }
}
