using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemoryApi.Generator.Drift;

/// <summary>The differences that no departure declares, and departures without a difference.</summary>
internal sealed class DriftReport
{
    private readonly SpecDriftFiles _files;
    private readonly int _departures;
    private readonly int _declared;

    public DriftReport(SpecDriftFiles files, IReadOnlyList<Difference> differences, IReadOnlyList<Departure> departures)
    {
        _files = files;
        _departures = departures.Count;
        Undeclared = [.. differences.Where(difference => !departures.Any(departure => departure.Covers(difference)))];
        Unmatched = [.. departures.Where(departure => !differences.Any(departure.Covers))];
        _declared = differences.Count - Undeclared.Count;
    }

    public IReadOnlyList<Difference> Undeclared { get; }

    /// <summary>Departures without a difference.</summary>
    public IReadOnlyList<Departure> Unmatched { get; }

    public bool IsClean => Undeclared is [] && Unmatched is [];

    public void Write(TextWriter output)
    {
        foreach (var operation in Undeclared.GroupBy(difference => difference.Operation))
        {
            output.WriteLine($"# {operation.Key}");
            foreach (var difference in operation)
            {
                output.WriteLine(Line(difference));
            }

            output.WriteLine();
        }

        if (Undeclared is not [])
        {
            output.WriteLine($"Change {_files.Ours}, or paste a line into {_files.Departures} and say the reason; * in operation and at covers several.");
            output.WriteLine();
        }

        foreach (var departure in Unmatched)
        {
            output.WriteLine($"{_files.Departures}({departure.Line}): nothing departs by this rule any more: {departure}. Delete it, or correct it if it was meant for a line above.");
        }

        if (Unmatched is not [])
        {
            output.WriteLine();
        }

        output.WriteLine(
            $"{Count(Undeclared.Count, "undeclared difference")}, {Count(Unmatched.Count, "departure")} without a match ({Count(_declared, "difference")} declared by {Count(_departures, "departure")}).");
    }

    private static string Line(Difference difference)
    {
        var rule = $"- {{ kind: {difference.Kind}, operation: {Quote(difference.Operation)}, at: {Quote(difference.At)}, reason: '' }}";
        return difference.Detail is "" ? rule : $"{rule} # {difference.Detail}";
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
