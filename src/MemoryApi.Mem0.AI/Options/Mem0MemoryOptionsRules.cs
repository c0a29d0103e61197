using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0.AI;

/// <summary>Validates options, and reports all mistakes at once.</summary>
internal static class Mem0MemoryOptionsRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static IReadOnlyList<string> Violations(Mem0MemoryOptions options)
    {
        var violations = new List<string>();
        Check(options.MaxMemories is >= 1 and <= 1000, nameof(options.MaxMemories), "1 to 1000");
        Check(options.MaxCharacters >= 1, nameof(options.MaxCharacters), "at least 1");
        Check(options.Threshold is null or (>= 0 and <= 1), nameof(options.Threshold), "0 to 1, or null");
        Check(IsTime(options.RecallTimeout, Shortest), nameof(options.RecallTimeout), "10 ms to 24 h");
        Check(options.MaxQueryCharacters >= 1, nameof(options.MaxQueryCharacters), "at least 1");
        Check(options.Placement is MemoryPlacement.BeforeLastUserMessage or MemoryPlacement.Instructions, nameof(options.Placement), "one of the values of MemoryPlacement");
        Check(options.QueueCapacity is >= 1 and <= 1_000_000, nameof(options.QueueCapacity), "1 to 1,000,000");
        Check(options.Writers is >= 1 and <= 64, nameof(options.Writers), "1 to 64");
        Check(IsTime(options.RetryFor, TimeSpan.Zero), nameof(options.RetryFor), "0 to 24 h");
        Check(IsTime(options.DrainTimeout, TimeSpan.Zero), nameof(options.DrainTimeout), "0 to 24 h");
        Check(options.TimeProvider is not null, nameof(options.TimeProvider), "a clock");
        return violations;

        void Check(bool holds, string name, string range)
        {
            if (!holds)
            {
                violations.Add($"{nameof(Mem0MemoryOptions)}.{name} has to be {range}.");
            }
        }
    }

    /// <summary>Returns a copy of the options if they are valid.</summary>
    public static Mem0MemoryOptions Checked(Mem0MemoryOptions? options, string name)
    {
        options ??= new Mem0MemoryOptions();
        var violations = Violations(options);
        return violations.Count == 0 ? options.Copy() : throw new ArgumentException(string.Join(" ", violations), name);
    }

    private static bool IsTime(TimeSpan time, TimeSpan shortest) => time >= shortest && time <= Longest;
}
