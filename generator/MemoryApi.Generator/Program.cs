using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Drift;

namespace MemoryApi.Generator;

internal static class Program
{
    private const string Usage = """
        usage: MemoryApi.Generator <spec> <output without extension> --namespace <Namespace> [--types <Type>,...] [--checks <Schema or operation>,...] [--hidden <operation>,...]
                 [--strict true] [--item <project> <include>]
               MemoryApi.Generator drift <spec> <vendor's file> <departures.yaml>
        """;

    private static int Main(string[] arguments)
    {
        SpecItem? item = null;
        if (arguments is [.. var before, "--item", var project, var include])
        {
            item = new SpecItem(project, include);
            arguments = before;
        }

        try
        {
            switch (arguments)
            {
                case ["drift", var ours, var upstream, var departures]:
                    var report = new SpecDriftFiles(ours, upstream, departures).Compare();
                    report.Write(Console.Out);
                    return report.IsClean ? 0 : 1;

                case [var spec, var output, "--namespace", var @namespace, .. var rest] when Metadata(rest) is { } metadata:
                    var messages = ClientFiles.Write(spec, output, new GeneratorOptions(@namespace)
                    {
                        HandWrittenTypes = Names(metadata.GetValueOrDefault("--types")),
                        HandWrittenChecks = Names(metadata.GetValueOrDefault("--checks")),
                        HiddenOperations = Names(metadata.GetValueOrDefault("--hidden")),
                        IsStrict = string.Equals(metadata.GetValueOrDefault("--strict"), "true", StringComparison.OrdinalIgnoreCase),
                    });
                    foreach (var message in messages)
                    {
                        Console.Out.WriteLine(message.ToString("message"));
                    }

                    return 0;

                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (GenerationException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                Console.Error.WriteLine(item?.Place(diagnostic) ?? diagnostic);
            }

            return 1;
        }
    }

    /// <summary>Parses alternating names and values; null when the arguments have another form.</summary>
    private static Dictionary<string, string>? Metadata(string[] arguments)
    {
        var pairs = arguments.Chunk(2).ToList();
        return pairs.TrueForAll(pair => pair is ["--types" or "--checks" or "--hidden" or "--strict", _]) ? pairs.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]) : null;
    }

    private static string[] Names(string? list) => (list ?? string.Empty).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
