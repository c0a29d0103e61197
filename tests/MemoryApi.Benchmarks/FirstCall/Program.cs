using System;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;

namespace MemoryApi.Benchmarks.FirstCall;

/// <summary>Makes one call right after the process starts and writes a line. With <c>nothing</c> it only writes the line, which takes the time of the runtime alone.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var name])
        {
            return 2;
        }

        var sum = name == "nothing"
            ? 0
            : await ContenderFactory.Create(name, CannedTransport.Mem0, CannedTransport.Bland, static () => new CannedTransport()).UpdateAsync();
        Console.WriteLine(sum);
        return 0;
    }
}
