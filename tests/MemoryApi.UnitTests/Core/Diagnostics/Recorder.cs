using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>Records with the real OpenTelemetry SDK what it exports, and beside it the log.</summary>
public sealed class Recorder : IDisposable
{
    private readonly SpanExporter _spans = new();
    private readonly MetricExporter _metrics = new();
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _meter;

    public Recorder(params string[] names)
    {
        _tracer = Sdk.CreateTracerProviderBuilder().AddSource(names).AddProcessor(new SimpleActivityExportProcessor(_spans)).Build();
        _meter = Sdk.CreateMeterProviderBuilder().AddMeter(names).AddReader(new BaseExportingMetricReader(_metrics)).Build();
    }

    public CollectingLoggerFactory Log { get; } = new();

    public IReadOnlyList<Activity> Spans => _spans.Exported;

    /// <summary>What has been measured until now: instrument, attributes, and sum or count.</summary>
    public IReadOnlyList<Measurement> Measurements()
    {
        _metrics.Exported.Clear();
        _meter.ForceFlush();
        return [.. _metrics.Exported];
    }

    /// <summary>Every text of all that was recorded.</summary>
    public string AllText()
    {
        var text = new StringBuilder();
        foreach (var span in Spans)
        {
            text.AppendLine($"{span.DisplayName} {span.OperationName} {span.StatusDescription} {span.TraceStateString}");
            AddTags(text, span.TagObjects);
            foreach (var pair in span.Baggage)
            {
                text.AppendLine($"{pair.Key}={pair.Value}");
            }

            foreach (var happened in span.Events)
            {
                text.AppendLine(happened.Name);
                AddTags(text, happened.Tags);
            }
        }

        foreach (var measurement in Measurements())
        {
            text.AppendLine(measurement.Instrument);
            AddTags(text, measurement.Tags!);
        }

        foreach (var entry in Log.Entries)
        {
            text.AppendLine($"{entry.Category} {entry.Event} {entry.Text} {entry.State}");
        }

        return text.ToString();
    }

    public void Dispose()
    {
        _tracer.Dispose();
        _meter.Dispose();
        Log.Dispose();
    }

    private static void AddTags(StringBuilder text, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            text.AppendLine($"{tag.Key}={tag.Value}");
        }
    }

    private sealed class SpanExporter : BaseExporter<Activity>
    {
        public List<Activity> Exported { get; } = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                lock (Exported)
                {
                    Exported.Add(span);
                }
            }

            return ExportResult.Success;
        }
    }

    private sealed class MetricExporter : BaseExporter<Metric>
    {
        public List<Measurement> Exported { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints())
                {
                    var tags = new Dictionary<string, object?>();
                    foreach (var tag in point.Tags)
                    {
                        tags[tag.Key] = tag.Value;
                    }

                    var value = metric.MetricType == MetricType.Histogram ? point.GetHistogramCount() : point.GetSumLong();
                    Exported.Add(new Measurement(metric.Name, metric.Unit, tags, value));
                }
            }

            return ExportResult.Success;
        }
    }
}

/// <summary>The state of one instrument for one set of attributes.</summary>
public sealed record Measurement(string Instrument, string Unit, IReadOnlyDictionary<string, object?> Tags, long Value);
