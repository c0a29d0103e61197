using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemoryApi.ConventionTests.Documentation;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>
/// What the libraries offer is text in the repository, so that a change of it is seen and meant: one text for each library, that of its newest framework, with which all of its
/// frameworks are compared. The generator's package has no surface.
/// </summary>
public class PublicApiTests
{
    /// <summary>Set by <c>dotnet cake --target=ApiBaseline</c>: writes the texts before comparing with them.</summary>
    private const string RenewVariable = "MEMORYAPI_RENEW_BASELINES";

    private const string Newest = "net10.0";

    private static readonly string[] Libraries = ["MemoryApi.Core", "MemoryApi.Mem0", "MemoryApi.Mem0.AI", "MemoryApi.Mem0.Agents", "MemoryApi.Bland", "MemoryApi.Emulator"];

    private static readonly string Configuration = new DirectoryInfo(TestContext.CurrentContext.TestDirectory).Parent!.Name;

    [OneTimeSetUp]
    public void RenewWhereThatIsAskedFor()
    {
        if (Environment.GetEnvironmentVariable(RenewVariable) is not "true")
        {
            return;
        }

        foreach (var library in Libraries)
        {
            File.WriteAllText(Baseline(library), Surface(library, Newest));
        }
    }

    [TestCaseSource(nameof(Libraries))]
    public void The_public_surface_is_the_one_in_the_repository(string library)
    {
        var actual = Surface(library, Newest);

        AssertSame(PublicApiDifference.Between(Approved(library), actual), library, Newest);
        Assert.That(actual, Is.EqualTo(Approved(library)), "the form of the text; renew it with dotnet cake --target=ApiBaseline");
    }

    /// <summary>The last arguments are the members that a framework can't have.</summary>
    [TestCase("MemoryApi.Core", "net8.0")]
    [TestCase(
        "MemoryApi.Core",
        "netstandard2.0",
        "MemoryApi.Core.CalendarDate: public static System.DateOnly op_Implicit(MemoryApi.Core.CalendarDate date) { }",
        "MemoryApi.Core.CalendarDate: public static MemoryApi.Core.CalendarDate op_Implicit(System.DateOnly date) { }")]
    [TestCase("MemoryApi.Mem0", "net8.0")]
    [TestCase("MemoryApi.Mem0", "netstandard2.0")]
    [TestCase("MemoryApi.Mem0.AI", "net8.0")]
    [TestCase("MemoryApi.Mem0.AI", "netstandard2.0")]
    [TestCase("MemoryApi.Mem0.Agents", "net8.0")]
    [TestCase("MemoryApi.Mem0.Agents", "netstandard2.0")]
    [TestCase("MemoryApi.Bland", "net8.0")]
    [TestCase("MemoryApi.Bland", "netstandard2.0")]
    [TestCase("MemoryApi.Emulator", "net8.0")]
    public void An_older_framework_has_the_same_surface_but_for_what_it_lacks(string library, string framework, params string[] missing)
    {
        var difference = PublicApiDifference.Between(Approved(library), Surface(library, framework));

        AssertSame([.. difference.Except(missing.Select(static member => "- " + member))], library, framework);
        Assert.That(missing.Where(member => !difference.Contains("- " + member)), Is.Empty, "needs no exception any more");
    }

    private static void AssertSame(IReadOnlyCollection<string> difference, string library, string framework) => Assert.That(difference, Is.Empty, $"""
        The public surface of {library} on {framework} isn't the one in the repository:
          {string.Join("\n  ", difference)}
        If that is meant, renew the text with
          dotnet cake --target=ApiBaseline
        and say in CHANGELOG.md what it means for users; a line with - breaks them. What {framework} alone can't have is declared with this test.
        """);

    private static string Surface(string library, string framework) =>
        PublicApiText.Of(Path.Combine(Repository.Root, "src", library, "bin", Configuration, framework, library + ".dll"));

    private static string Approved(string library) => File.Exists(Baseline(library)) ? File.ReadAllText(Baseline(library)).ReplaceLineEndings("\n") : "";

    private static string Baseline(string library) => Path.Combine(Repository.Root, "tests", "MemoryApi.ConventionTests", "PublicApi", "Baselines", library + ".txt");
}
