using System;
using System.Threading.Tasks;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.Generator;

internal static class Program
{
    private const string Usage = "usage: MemoryApi.Generator <spec.yaml> <output.cs> --namespace <Namespace> [--types <HandWrittenType>,...]";

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var spec, var output, "--namespace", var @namespace, .. var rest] || rest is not ([] or ["--types", _]))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var handWrittenTypes = rest is [_, var types] ? types.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

        try
        {
            await ClientFile.GenerateAsync(spec, output, @namespace, handWrittenTypes);
            return 0;
        }
        catch (GenerationException exception)
        {
            foreach (var diagnostic in exception.Diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }

            return 1;
        }
    }
}
