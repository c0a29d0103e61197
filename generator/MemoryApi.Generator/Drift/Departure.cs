using System;
using System.Text.RegularExpressions;

namespace MemoryApi.Generator.Drift;

/// <summary>A rule that declares differences as wanted. In <c>operation</c> and <c>at</c> an asterisk stands for any characters.</summary>
internal sealed class Departure(string kind, string operation, string at, int line)
{
    private readonly Regex _operation = Wildcards(operation);
    private readonly Regex _at = Wildcards(at);

    /// <summary>The place of the rule in its file.</summary>
    public int Line { get; } = line;

    public bool Covers(Difference difference) =>
        kind == difference.Kind && _operation.IsMatch(difference.Operation) && _at.IsMatch(difference.At);

    public override string ToString() => $"{kind}, operation {operation}, at {at}";

    private static Regex Wildcards(string pattern) =>
        new($@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
