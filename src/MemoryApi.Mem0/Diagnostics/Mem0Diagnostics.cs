using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>
/// The names of the client's spans, metrics and logs, e.g. for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>. <see cref="ClientDiagnostics"/> has the names
/// of instruments and events. No recorded data contain keys, ids or content.
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
