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
    public void The_workflow_runs_on_three_systems_and_keeps_what_it_restored() =>
        Assert.That(Workflow, Does.Contain("os: [ubuntu-latest, windows-latest, macos-latest]").And.Contain("path: ~/.nuget/packages"));
}
