using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests;

/// <summary>GitHub's checks are those of <c>.ci/run</c>, on three systems.</summary>
public class ContinuousIntegrationTests
{
    private static readonly string Repository = typeof(ContinuousIntegrationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Workflow = File.ReadAllText(Path.Combine(Repository, ".github", "workflows", "ci.yml"));

    [Test]
    public void The_workflow_runs_the_same_commands()
    {
        var commands = File.ReadAllLines(Path.Combine(Repository, ".ci", "run")).Single(line => line.StartsWith("dotnet ", System.StringComparison.Ordinal)).Split(" && ");

        Assert.That(Regex.Matches(Workflow, @"^\s+- run: (.+?)\s*$", RegexOptions.Multiline).Select(match => match.Groups[1].Value), Is.EqualTo(commands));
    }

    [Test]
    public void Compiled_build_scripts_are_kept_for_the_version_of_Cake_that_is_used()
    {
        var version = Regex.Match(File.ReadAllText(Path.Combine(Repository, "dotnet-tools.json")), @"""cake\.tool"":\s*\{\s*""version"": ""([^""]+)""").Groups[1].Value;

        Assert.That(version, Is.Not.Empty);
        Assert.That(File.ReadAllText(Path.Combine(Repository, "cake.config")), Does.Contain($"Cache=./artifacts/cake/{version}\n"));
    }

    [Test]
    public void The_workflow_runs_on_three_systems_and_keeps_what_it_restored() =>
        Assert.That(Workflow, Does.Contain("os: [ubuntu-latest, windows-latest, macos-latest]").And.Contain("path: ~/.nuget/packages"));
}
