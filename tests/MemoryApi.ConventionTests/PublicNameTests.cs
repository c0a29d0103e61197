using System.Linq;

namespace MemoryApi.ConventionTests;

/// <summary>The public names in a file that uses several of the packages.</summary>
public class PublicNameTests
{
    [Test]
    public void No_type_has_the_name_of_a_type_of_another_package()
    {
        var shared = PublicSurface.Types
            .Where(type => !type.IsNested)
            .GroupBy(type => type.Name)
            .Where(types => types.Select(type => type.Namespace).Distinct().Count() > 1)
            .Select(types => $"{types.Key}: {string.Join(", ", types.Select(type => type.Namespace))}");

        Assert.That(shared, Is.Empty, "with `using MemoryApi.Core; using MemoryApi.Mem0; using MemoryApi.Bland;` such a name is an error (CS0104)");
    }
}
