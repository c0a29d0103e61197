using System;

namespace MemoryApi.GeneratorTests.Lint;

/// <summary>A way to break a specification.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Text">What the specification says; its first occurrence is replaced.</param>
/// <param name="Replacement">What it says then.</param>
/// <param name="Code">The code of the error.</param>
/// <param name="Place">What stands in the line of the error: the last line with this text up to the mistake, else the first one after it.</param>
public sealed record SpecMistake(string Name, string Text, string Replacement, string Code, string Place)
{
    /// <summary>The specification with the mistake, and the line that the error must name.</summary>
    public (string Spec, int Line) MakeIn(string spec)
    {
        var at = spec.IndexOf(Text, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, $"the specification has no \"{Text}\"");
        var broken = spec[..at] + Replacement + spec[(at + Text.Length)..];

        var end = broken.IndexOf('\n', at + Replacement.Length);
        var place = broken.LastIndexOf(Place, end, StringComparison.Ordinal);
        place = place < 0 ? broken.IndexOf(Place, StringComparison.Ordinal) : place;
        return (broken, broken[..place].Split('\n').Length);
    }

    public override string ToString() => Name;
}
