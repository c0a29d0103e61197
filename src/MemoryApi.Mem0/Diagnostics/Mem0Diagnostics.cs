using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// Names to listen to, e.g. with OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. Instruments and events are named by
/// <see cref="ClientDiagnostics"/>. Nothing that is recorded has keys, ids or content.
/// </summary>
public static class Mem0Diagnostics
{
    /// <summary>The activity source: one span for each call, named like the operation.</summary>
    public const string ActivitySourceName = "MemoryApi.Mem0";

    /// <summary>The meter: <see cref="ClientDiagnostics.CallDuration"/> and <see cref="ClientDiagnostics.Retries"/>.</summary>
    public const string MeterName = "MemoryApi.Mem0";

    /// <summary>The category of the log.</summary>
    public const string LogCategory = "MemoryApi.Mem0";
}
