using MemoryApi.Core;

namespace MemoryApi.Bland;

/// <summary>
/// The names of the client's spans, metrics and logs, e.g. for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. <see cref="ClientDiagnostics"/> has the names
/// of instruments and events. No recorded data contain keys, ids or content.
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
