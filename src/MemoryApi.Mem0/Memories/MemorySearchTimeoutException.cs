using System;
using System.Collections.Generic;
using System.Globalization;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>What was added is stored, but searches did not find all of it before the limit of the wait was reached.</summary>
public sealed class MemorySearchTimeoutException : MemoryApiException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="limit">How long was waited.</param>
    /// <param name="missingIds">The memories that no search had found by then.</param>
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

    /// <summary>The memories that no search had found by then.</summary>
    public IReadOnlyList<string> MissingIds { get; }
}
