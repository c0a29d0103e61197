using System;
using System.Globalization;
using System.Text.Json;

namespace MemoryApi.Mem0.AI;

/// <summary>Reads a whole number that a model has passed. Models and the clients of their services also pass numbers as text, as other types or as null.</summary>
internal static class ToolNumber
{
    /// <summary>The number, limited to the range of <see cref="int"/>; the default when there is none.</summary>
    public static int Of(object? value, int ifNone)
    {
        // For a JSON number and for a JSON string, ToString returns the text of the number.
        var text = value is JsonElement json ? json.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? (int)Math.Min(Math.Max(number, int.MinValue), int.MaxValue)
            : ifNone;
    }
}
