using System.Linq;
using System.Reflection;

namespace MemoryApi.GeneratorTests;

/// <summary>Where the specifications, documents and pages are.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
