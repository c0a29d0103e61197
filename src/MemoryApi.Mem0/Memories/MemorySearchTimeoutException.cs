using System;
using System.Collections.Generic;
using System.Globalization;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>Added memories are stored, but searches did not find all of them within the time limit of the wait.</summary>
public sealed class MemorySearchTimeoutException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="limit">How long was waited.</param>
    /// <param name="missingIds">The ids of the memories that no search has found.</param>
    public MemorySearchTimeoutException(TimeSpan limit, IReadOnlyList<string>? missingIds = null)
        : base(
            string.Format(
                CultureInfo.InvariantCulture,
                "Memories_Search: the memories are stored, but searches did not find all of them within {0:0.###} s. Allow more time; memories that were deleted meanwhile are never found.",
                limit.TotalSeconds),
            new ApiErrorDetails { Operation = "Memories_Search" })
    {
        Limit = limit;
        MissingIds = missingIds ?? [];
    }

    /// <summary>How long was waited.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The ids of the memories that no search has found.</summary>
    public IReadOnlyList<string> MissingIds { get; }
}
