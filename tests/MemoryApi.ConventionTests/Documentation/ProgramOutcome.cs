namespace MemoryApi.ConventionTests.Documentation;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 when nothing was thrown.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed to the other stream.</param>
internal sealed record ProgramOutcome(int ExitCode, string Output, string Errors);
