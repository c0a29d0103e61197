using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MemoryApi.ContractTests;

/// <summary>Where the build found what the tests need; it writes the places into the assembly.</summary>
internal static class RepositoryLayout
{
    public static string SpecsDirectory { get; } = Metadata("SpecsDirectory");

    public static string WireMockJar
    {
        get
        {
            var directory = Metadata("WireMockDirectory");
            var jars = Directory.Exists(directory) ? Directory.GetFiles(directory, "wiremock-standalone-*.jar") : [];
            return jars.Length == 1
                ? jars[0]
                : throw new InvalidOperationException($"WireMock's jar is not in {directory}. Run 'npm ci' in the folder 'generator', or build this project again.");
        }
    }

    private static string Metadata(string key) => typeof(RepositoryLayout).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
