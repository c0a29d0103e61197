using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Logging;

namespace MemoryApi.UnitTests.Core;

/// <summary>One message that was logged, with all that a log could store of it.</summary>
public sealed record LogEntry(LogLevel Level, EventId Event, string Category, string Text, string State);

/// <summary>Keeps what is logged.</summary>
public sealed class CollectingLoggerFactory : ILoggerFactory
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    /// <summary>The texts of what a program usually logs.</summary>
    public List<string> Lines => [.. _entries.Where(entry => entry.Level >= LogLevel.Information).Select(entry => entry.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogEntry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(";", pairs.Select(pair => pair.Key + "=" + pair.Value)) : string.Empty;
            entries.Enqueue(new LogEntry(logLevel, eventId, category, formatter(state, exception), values + exception));
        }
    }
}
