using System;
using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Core;

/// <summary>The range that a time of the options must lie in.</summary>
internal static class TimeRange
{
    public static void Check(string name, string property, TimeSpan value, TimeSpan shortest, List<string> violations)
    {
        if (value < shortest || value > ResilienceOptions.LongestTime)
        {
            violations.Add(string.Format(
                CultureInfo.InvariantCulture,
                "{0}.{1} is {2} s; it must be {3} s to {4} s.",
                name,
                property,
                value.TotalSeconds,
                shortest.TotalSeconds,
                ResilienceOptions.LongestTime.TotalSeconds));
        }
    }
}
