using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Drift;

/// <summary>Reads <c>specs/*.departures.yaml</c>.</summary>
internal static class DepartureFile
{
    private static readonly string[] Keys = ["kind", "operation", "at", "reason"];

    /// <exception cref="GenerationException">The file can't be read, or something in it isn't a departure.</exception>
    public static IReadOnlyList<Departure> Read(string path)
    {
        var file = YamlFile.Read(path, "Create it (empty, as long as nothing departs from the vendor's file) or check its path.");
        if (file.Root is null or YamlScalarNode { Value: "" or null })
        {
            return [];
        }

        var nodes = file.Root is YamlSequenceNode list ? list.Children : [file.Root];
        var mistakes = nodes.Select(node => (Node: node, Text: Mistake(node))).Where(mistake => mistake.Text is not null).ToList();
        return mistakes.Count == 0
            ? [.. nodes.Select(node => new Departure(node.GetText("kind")!, node.GetText("operation")!, node.GetText("at")!, (int)node.Start.Line))]
            : throw new GenerationException([.. mistakes.Select(mistake => new Diagnostic(
                path, (int)mistake.Node.Start.Line, (int)mistake.Node.Start.Column, DiagnosticCodes.Departure, mistake.Text!))]);
    }

    private static string? Mistake(YamlNode node)
    {
        if (node is not YamlMappingNode || !node.Members().Select(member => member.Name).Order().SequenceEqual(Keys.Order()))
        {
            return $"Not a departure. Write a list of mappings that have {string.Join(", ", Keys)} and nothing else.";
        }

        if (!DifferenceKinds.All.Contains(node.GetText("kind")))
        {
            return $"There is no kind \"{node.GetText("kind")}\". Use one of: {string.Join(", ", DifferenceKinds.All)}.";
        }

        return Keys.FirstOrDefault(key => string.IsNullOrWhiteSpace(node.GetText(key))) is { } empty
            ? $"A departure without {empty}. Write down {(empty == "reason" ? "why the spec departs from the vendor's file" : "where it applies; * matches anything")}."
            : null;
    }
}
