using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <summary>
/// A deep merge of facts did not come out as merged: another writer changes the same facts, or the service merges otherwise than
/// expected. The last write has been processed. Message and text hold nothing of the facts.
/// </summary>
public sealed class FactConflictException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="message">A short text without keys or values.</param>
    /// <param name="report">What came of the last round.</param>
    /// <param name="rounds">How many rounds were made.</param>
    /// <param name="details">What is known of the call.</param>
    /// <exception cref="ArgumentNullException">The report is <see langword="null"/>.</exception>
    public FactConflictException(string message, FactMergeReport report, int rounds, ApiErrorDetails? details = null)
        : base(message, details)
    {
        Require.NotNull(report, nameof(report));
        Report = report;
        Rounds = rounds;
        Deviations = [.. report.Deviations.Where(deviation => report.Patch.ContainsKey(deviation.Key))];
    }

    /// <summary>What came of the last round, with the memory as it is now.</summary>
    public FactMergeReport Report { get; }

    /// <summary>Where the last response departs from what was sent.</summary>
    public IReadOnlyList<FactDeviation> Deviations { get; }

    /// <summary>How many rounds of reading and sending were made, 1 or more.</summary>
    public int Rounds { get; }
}
