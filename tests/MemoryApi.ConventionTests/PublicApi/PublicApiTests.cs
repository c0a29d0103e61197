using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>
/// What the libraries offer is text in the repository, so that a change of it is seen and wanted. The generator's package has no surface.
/// </summary>
public class PublicApiTests
{
    /// <summary>Set by <c>dotnet cake --target=ApiBaseline</c>: writes the baselines instead of comparing with them.</summary>
    private const string RenewVariable = "MEMORYAPI_RENEW_BASELINES";

    private static readonly string Repository = typeof(PublicApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private static readonly string Configuration = new DirectoryInfo(TestContext.CurrentContext.TestDirectory).Parent!.Name;

    [TestCase("MemoryApi.Core", "net10.0")]
    [TestCase("MemoryApi.Core", "net8.0")]
    [TestCase("MemoryApi.Core", "netstandard2.0")]
    [TestCase("MemoryApi.Mem0", "net10.0")]
    [TestCase("MemoryApi.Mem0", "net8.0")]
    [TestCase("MemoryApi.Mem0", "netstandard2.0")]
    [TestCase("MemoryApi.Mem0.AI", "net10.0")]
    [TestCase("MemoryApi.Mem0.AI", "net8.0")]
    [TestCase("MemoryApi.Mem0.AI", "netstandard2.0")]
    [TestCase("MemoryApi.Mem0.Agents", "net10.0")]
    [TestCase("MemoryApi.Mem0.Agents", "net8.0")]
    [TestCase("MemoryApi.Mem0.Agents", "netstandard2.0")]
    [TestCase("MemoryApi.Bland", "net10.0")]
    [TestCase("MemoryApi.Bland", "net8.0")]
    [TestCase("MemoryApi.Bland", "netstandard2.0")]
    [TestCase("MemoryApi.Emulator", "net10.0", "Packaging/Emulator")]
    [TestCase("MemoryApi.Emulator", "net8.0", "Packaging/Emulator")]
    public void The_public_surface_is_the_one_in_the_repository(string library, string framework, string? project = null)
    {
        var assembly = Path.Combine(Repository, "src", project ?? library, "bin", Configuration, framework, library + ".dll");
        var baseline = Path.Combine(Repository, "tests", "MemoryApi.ConventionTests", "PublicApi", "Baselines", library, framework + ".txt");
        var actual = ApiListing.Of(assembly);
        if (Environment.GetEnvironmentVariable(RenewVariable) is "true")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(baseline)!);
            File.WriteAllText(baseline, actual);
        }

        var expected = File.Exists(baseline) ? File.ReadAllText(baseline).ReplaceLineEndings("\n") : "";

        Assert.That(ApiDifference.Between(expected, actual), Is.Empty, $"""
            The public surface of {library} on {framework} has changed. If that is wanted, renew the baseline with
              dotnet cake --target=ApiBaseline
            and say in CHANGELOG.md what it means for users; a line that is gone breaks them.
            """);
    }

    [TestCaseSource(nameof(ListedMembers))]
    public void The_listing_tells_what_matters_to_a_caller(string line) =>
        Assert.That(ApiListing.Of(typeof(PublicApiTests).Assembly.Location).Split('\n').Select(text => text.Trim()), Does.Contain(line));

    private static IEnumerable<string> ListedMembers() =>
    [
        "class MemoryApi.ConventionTests.PublicApi.ListedExample<T> : IEquatable<string?> where T : class, new()",
        "ListedExample(int count = 3)",
        "const string Name = \"x\"",
        "virtual Dictionary<string, string?>? Find(string? key, out int? found, params object?[] rest)",
        "protected string Inside { get; init; }",
        "static TItem Pick<TItem>(IReadOnlyList<TItem> items, CancellationToken token = default) where TItem : struct",
        "string? this[int index] { get; protected set; }",
        "[Obsolete] void Old()",
        "event EventHandler<string>? Changed",
        "enum MemoryApi.ConventionTests.PublicApi.ListedExample<T>.Kind",
        "const ListedExample.Kind<T> Second = 1",
    ];
}
