using System;
using System.IO;
using System.Linq;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>The guide has the recipe for HTTP/2 whose effects Http2Tests shows.</summary>
public class Http2RecipeTests
{
    private static readonly string[] Settings =
    [
        "client.DefaultRequestVersion = HttpVersion.Version20;",
        "client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;",
        "transport.EnableMultipleHttp2Connections = true;",
        "transport.KeepAlivePingDelay = TimeSpan.FromSeconds(15);",
        "transport.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);",
        "transport.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;",
        "transport.InitialHttp2StreamWindowSize = 2 * 1024 * 1024;",
    ];

    [Test]
    public void The_guide_has_each_setting()
    {
        var program = new Page("docs/proxies.md").Programs.Single(static program => program.Source.Contains("Version20", StringComparison.Ordinal));

        Assert.That(Lines(program.Source).Where(IsSetting), Is.EqualTo(Settings));
    }

    [Test]
    public void The_tests_of_its_effects_have_each_setting()
    {
        var tests = File.ReadAllText(Path.Combine(Repository.Root, "tests/MemoryApi.UnitTests/Core/Transport/Http2Tests.cs"));

        Assert.That(Settings.Except(Lines(tests)), Is.Empty);
    }

    private static bool IsSetting(string line) =>
        line.StartsWith("client.", StringComparison.Ordinal) || line.StartsWith("transport.", StringComparison.Ordinal);

    private static string[] Lines(string code) => code.Split('\n', StringSplitOptions.TrimEntries);
}
