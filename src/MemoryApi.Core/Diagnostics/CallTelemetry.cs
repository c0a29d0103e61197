using System;
using System.Collections.Generic;
using System.Diagnostics;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The span and the measurements of one call, by OpenTelemetry's conventions for HTTP clients. It never gets the key, the path or content.</summary>
internal sealed class CallTelemetry
{
    private readonly ClientInstruments _instruments;
    private readonly ApiOperation _operation;
    private readonly ObservedServer _server;
    private readonly Activity? _activity;

    /// <summary>Begins to record a call.</summary>
    public CallTelemetry(ClientInstruments instruments, ApiOperation operation, ObservedServer server)
    {
        _instruments = instruments;
        _operation = operation;
        _server = server;
        if (instruments.Source.HasListeners())
        {
            // Samplers see only the tags that are set at the start.
            _activity = instruments.Source.StartActivity(operation.Id, ActivityKind.Client, default(ActivityContext), CommonTags());
        }
    }

    public void Retrying(string errorType, TimeSpan delay)
    {
        if (_instruments.Retries.Enabled)
        {
            var tags = MetricTags();
            tags.Add(ClientDiagnostics.ErrorTypeTag, errorType);
            _instruments.Retries.Add(1, tags);
        }

        _activity?.AddEvent(new ActivityEvent(ClientDiagnostics.RetryEvent, tags: new ActivityTagsCollection
        {
            [ClientDiagnostics.ErrorTypeTag] = errorType,
            [ClientDiagnostics.RetryDelayTag] = delay.TotalSeconds,
        }));
    }

    public void End(TimeSpan duration, int? status, string? errorType, int attempts)
    {
        if (_instruments.Duration.Enabled)
        {
            var tags = MetricTags();
            if (status is { } code)
            {
                tags.Add(ClientDiagnostics.StatusTag, code);
            }

            if (errorType is not null)
            {
                tags.Add(ClientDiagnostics.ErrorTypeTag, errorType);
            }

            _instruments.Duration.Record(duration.TotalSeconds, tags);
        }

        if (_activity is not null)
        {
            EndActivity(_activity, status, errorType, attempts);
        }
    }

    private static void EndActivity(Activity activity, int? status, string? errorType, int attempts)
    {
        if (status is { } code)
        {
            activity.SetTag(ClientDiagnostics.StatusTag, code);
        }

        if (attempts > 1)
        {
            activity.SetTag(ClientDiagnostics.ResendCountTag, attempts - 1);
        }

        if (errorType is not null)
        {
            activity.SetTag(ClientDiagnostics.ErrorTypeTag, errorType);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    private KeyValuePair<string, object?>[] CommonTags() =>
    [
        new(ClientDiagnostics.MethodTag, _operation.Method.Method),
        new(ClientDiagnostics.ServerAddressTag, _server.Host),
        new(ClientDiagnostics.ServerPortTag, _server.Port),
        new(ClientDiagnostics.UrlTemplateTag, _operation.PathTemplate),
    ];

    private TagList MetricTags() => new(CommonTags());
}
