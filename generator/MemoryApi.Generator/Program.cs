using System;
using System.Threading.Tasks;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Drift;

namespace MemoryApi.Generator;

internal static class Program
{
    private const string Usage = """
        usage: MemoryApi.Generator <spec.yaml> <output.cs> --namespace <Namespace> [--types <HandWrittenType>,...] [--item <project> <include>]
               MemoryApi.Generator drift <spec.yaml> <vendor's file> <departures.yaml>
        """;

    private static async Task<int> Main(string[] arguments)
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

                case [var spec, var output, "--namespace", var @namespace, .. var rest] when rest is [] or ["--types", _]:
                    var handWrittenTypes = rest is [_, var types] ? types.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
                    await ClientFile.GenerateAsync(spec, output, @namespace, handWrittenTypes);
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
}
