using System.Linq;
using System.Reflection;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>Where the pages are.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
