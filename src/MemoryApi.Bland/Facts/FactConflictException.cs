using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <summary>
/// The result of a deep merge differs from the expected facts: another writer changes the same facts, or the service merges in another way than expected. The
/// service has processed the last write. The exception's text doesn't contain the facts.
/// </summary>
public sealed class FactConflictException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="message">A short text without keys or values.</param>
    /// <param name="report">The report of the last round.</param>
    /// <param name="rounds">How many rounds were made.</param>
    /// <param name="details">The details of the call.</param>
    /// <exception cref="ArgumentNullException">The report is <see langword="null"/>.</exception>
    public FactConflictException(string message, FactMergeReport report, int rounds, ApiErrorDetails? details = null)
        : base(message, details)
    {
        Require.NotNull(report, nameof(report));
        Report = report;
        Rounds = rounds;
        Deviations = [.. report.Deviations.Where(deviation => report.Patch.ContainsKey(deviation.Key))];
    }

    /// <summary>The report of the last round, including the memory in its current state.</summary>
    public FactMergeReport Report { get; }

    /// <summary>The differences between the last response and the expected facts.</summary>
    public IReadOnlyList<FactDeviation> Deviations { get; }

    /// <summary>How many rounds of reading and sending were made, 1 or more.</summary>
    public int Rounds { get; }
}
