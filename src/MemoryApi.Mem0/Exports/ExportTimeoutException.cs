using System;
using System.Globalization;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>An export was not ready within the time limit of the wait. It may become ready later.</summary>
public sealed class ExportTimeoutException : MemoryApiException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="exportId">Id of the export.</param>
    /// <param name="limit">How long was waited.</param>
    /// <param name="innerException">The last response of the service.</param>
    public ExportTimeoutException(string exportId, TimeSpan limit, Exception? innerException = null)
        : base(
            string.Format(
                CultureInfo.InvariantCulture,
                "Exports_Get: the export was not ready within {0:0.###} s. Wait for it again, allow more time, or check its id.",
                limit.TotalSeconds),
            new ApiErrorDetails { Operation = "Exports_Get" },
            innerException)
    {
        ExportId = exportId;
        Limit = limit;
    }

    /// <summary>Id of the export.</summary>
    public string ExportId { get; }

    /// <summary>How long was waited.</summary>
    public TimeSpan Limit { get; }
}
