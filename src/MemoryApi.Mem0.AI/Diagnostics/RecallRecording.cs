using System;
using System.Collections.Generic;
using System.Diagnostics;
using MemoryApi.Core;

namespace MemoryApi.Mem0.AI;

/// <summary>The span and the measurement of one recall.</summary>
internal sealed class RecallRecording : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private readonly Activity? _activity;
    private string _outcome = "failed";

    private RecallRecording(TimeProvider clock)
    {
        _clock = clock;
        _startedAt = clock.GetTimestamp();
        _activity = MemoryInstruments.Source.StartActivity("memory.recall");
    }

    public static RecallRecording? Begin(TimeProvider clock) =>
        MemoryInstruments.Source.HasListeners() || MemoryInstruments.RecallDuration.Enabled ? new RecallRecording(clock) : null;

    public void Skip() => _outcome = "skipped";

    public void End(int results, int characters)
    {
        _outcome = results > 0 ? "found" : "empty";
        _activity?.SetTag(Mem0MemoryDiagnostics.ResultsTag, results).SetTag(Mem0MemoryDiagnostics.CharactersTag, characters);
    }

    public void Fail(Exception failure)
    {
        _outcome = failure switch
        {
            MemoryApiTimeoutException => "timeout",
            OperationCanceledException => "cancelled",
            _ => "failed",
        };
        _activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        _activity?.SetTag(Mem0MemoryDiagnostics.OutcomeTag, _outcome).Dispose();
        MemoryInstruments.RecallDuration.Record(_clock.GetElapsedTime(_startedAt).TotalSeconds, new KeyValuePair<string, object?>(Mem0MemoryDiagnostics.OutcomeTag, _outcome));
    }
}
