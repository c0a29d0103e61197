using System;

namespace MemoryApi.Testing;

/// <summary>The length of tests with very many cases. A normal run covers some of the cases; the Soak target, which sets <c>SOAK_CALLS</c>, covers all.</summary>
public static class SoakLength
{
    /// <summary>The category of tests that the Soak target runs besides those in this folder.</summary>
    public const string Category = "Soak";

    /// <summary>The environment variable that selects the full length.</summary>
    public const string Variable = "SOAK_CALLS";

    public static bool IsWhole => Environment.GetEnvironmentVariable(Variable) is not null;

    public static int Of(int shortRun, int whole) => IsWhole ? whole : shortRun;
}
