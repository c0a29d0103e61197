using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>A pattern is a regular expression that .NET can read, since the client checks it before each call.</summary>
internal sealed class PatternConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => Check(source, source.Root);

    private static IEnumerable<Diagnostic> Check(SpecSource source, YamlNode node)
    {
        foreach (var (_, name, value) in node.Members())
        {
            // An example may have a member of any name; a schema may have a property called pattern, which is a map.
            if (name is "example" or "examples")
            {
                continue;
            }

            if (name == "pattern" && value is YamlScalarNode { Value: { } pattern } && Problem(pattern) is { } problem)
            {
                yield return source.At(value, DiagnosticCodes.Pattern, $".NET can't read the pattern: {problem} Write it as .NET does, or leave it out and describe it.");
            }

            foreach (var diagnostic in Check(source, value))
            {
                yield return diagnostic;
            }
        }

        foreach (var item in node.Items())
        {
            foreach (var diagnostic in Check(source, item))
            {
                yield return diagnostic;
            }
        }
    }

    private static string? Problem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException failure)
        {
            return failure.Message;
        }
    }
}
