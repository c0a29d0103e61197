using MemoryApi.Core;

namespace MemoryApi.Bland;

/// <summary>
/// Names to listen to, e.g. with OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. Instruments and events are named by
/// <see cref="ClientDiagnostics"/>. Nothing that is recorded has keys, ids or content.
/// </summary>
public static class BlandDiagnostics
{
    /// <summary>The activity source: one span for each call, named like the operation.</summary>
    public const string ActivitySourceName = "MemoryApi.Bland";

    /// <summary>The meter: <see cref="ClientDiagnostics.CallDuration"/> and <see cref="ClientDiagnostics.Retries"/>.</summary>
    public const string MeterName = "MemoryApi.Bland";

    /// <summary>The category of the log.</summary>
    public const string LogCategory = "MemoryApi.Bland";
}
