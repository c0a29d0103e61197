using System.Linq;
using System.Reflection;

namespace MemoryApi.ContractTests;

/// <summary>Where the build found what the tests need; it writes the places into the assembly.</summary>
internal static class RepositoryLayout
{
    public static string SpecsDirectory { get; } = Metadata("SpecsDirectory");

    private static string Metadata(string key) => typeof(RepositoryLayout).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
