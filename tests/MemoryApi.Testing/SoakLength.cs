using System;

namespace MemoryApi.Testing;

/// <summary>How long tests run that go through very many cases: some of them in each run, all under the Soak target, which sets <c>SOAK_CALLS</c>.</summary>
public static class SoakLength
{
    /// <summary>The category of tests that the Soak target runs besides those in this folder.</summary>
    public const string Category = "Soak";

    /// <summary>The variable that asks for the whole length.</summary>
    public const string Variable = "SOAK_CALLS";

    public static bool IsWhole => Environment.GetEnvironmentVariable(Variable) is not null;

    public static int Of(int shortRun, int whole) => IsWhole ? whole : shortRun;
}
