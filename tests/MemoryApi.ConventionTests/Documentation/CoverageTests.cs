using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>A newcomer finds everything: each method, helper and option is used by a program that users read.</summary>
public class CoverageTests
{
    /// <summary>With the reason.</summary>
    private static readonly Dictionary<string, string> Excluded = new()
    {
        ["ApiAuthentication.Basic"] = OfOwnClients,
        ["ApiAuthentication.Bearer"] = OfOwnClients,
        ["ApiAuthentication.None"] = OfOwnClients,
    };

    private const string OfOwnClients = "Only a part of a generated client calls it; the tests of packages generate one.";

    [Test]
    public void Every_method_helper_and_option_is_used_by_a_program()
    {
        var compilation = CompiledPrograms.Compilation.Value;
        var offered = PublicMembers.Of(compilation).ToList();
        Assert.That(offered, Has.Count.GreaterThan(200).And.Contains("MemoriesClient.SearchAsync").And.Contains("FactPatch.Between").And.Contains("ApiClientOptions.MaxRetryAfter"), "what is looked for");

        var unused = offered.Except(UsedMembers.Of(compilation)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(unused.Except(Excluded.Keys).Order(), Is.Empty, "show it in a guide");
            Assert.That(Excluded.Keys.Except(unused), Is.Empty, "needs no exclusion any more");
        });
    }
}
