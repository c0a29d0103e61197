using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests;

public class NamingTests
{
    private static readonly Regex MadeUp = new("Anonymous|(?<![0-9])(?<!Int|Bm)[0-9]+$|_[^_]|Dto$|Helper|Util|Manager");

    // Names that end in a number because the thing does.
    private static readonly string[] Numbered = ["ListV2Async", "SearchV2Async", "LegacyListV2Request", "LegacySearchV2Request", "Mem0", "ToUtf8"];

    [Test]
    public void No_type_or_member_has_a_name_that_only_a_generator_would_give()
    {
        var names = PublicSurface.Types.SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is not MethodBase { IsSpecialName: true })
            .Select(member => member.Name)
            .Append(type.Name.Split('`')[0]));

        Assert.That(names.Where(name => MadeUp.IsMatch(name) && !Numbered.Contains(name)).Distinct(), Is.Empty);
    }

    [Test]
    public void Namespaces_are_assemblies()
    {
        var strays = PublicSurface.Types.Where(type =>
            type.Namespace != type.Assembly.GetName().Name
            && type.Namespace != "MemoryApi.Core.Runtime"
            && !(type.Namespace == "Microsoft.Extensions.DependencyInjection" && type.Name.EndsWith("ServiceCollectionExtensions", System.StringComparison.Ordinal))
            && !(type.Namespace == "Microsoft.Extensions.AI" && type.Name.EndsWith("ChatClientExtensions", System.StringComparison.Ordinal)));

        Assert.That(strays, Is.Empty);
    }
}
