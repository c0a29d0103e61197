using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Questions;
using MemoryApi.Benchmarks.Reports;
using MemoryApi.Benchmarks.Servers;

namespace MemoryApi.Benchmarks;

/// <summary>Measures speed and memory. Each argument names a question, whose tables go to the console and to a file. Without arguments it runs all questions.</summary>
internal static class Program
{
    private static readonly IReadOnlyDictionary<string, Func<Task<IReadOnlyList<Table>>>> Questions = new Dictionary<string, Func<Task<IReadOnlyList<Table>>>>
    {
        ["calls"] = Calls.MeasureAsync,
        ["throughput"] = Throughput.MeasureAsync,
        ["starvation"] = Starvation.MeasureAsync,
        ["storm"] = Storm.MeasureAsync,
        ["scale"] = Scale.MeasureAsync,
        ["ai"] = ChatMemory.MeasureAsync,
        ["cold-start"] = ColdStart.MeasureAsync,
    };

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            // The program starts itself with these arguments, as a server or for a measurement in a separate process.
            case ["serve"]:
                await CannedServer.RunAsync();
                return 0;
            case ["emulate"]:
                await EmulatorServer.RunAsync();
                return 0;
            case ["scale-of", var count, var address]:
                Console.WriteLine(await Scale.RunChildAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), new Uri(address)));
                return 0;
        }

        IEnumerable<string> questions = arguments.Length == 0 ? Questions.Keys : arguments;
        foreach (var question in questions)
        {
            if (!Questions.TryGetValue(question, out var measure))
            {
                Console.Error.WriteLine($"usage: MemoryApi.Benchmarks [{string.Join('|', Questions.Keys)}]...");
                return 2;
            }

            var tables = await measure();
            var path = Path.Combine("artifacts", "benchmarks", question + ".md");
            TableFile.Write(path, tables);
        }

        return 0;
    }
}
