using System;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Contenders;

namespace MemoryApi.Benchmarks.FirstCall;

/// <summary>Makes one call from a standing start and says so. <c>nothing</c> only says so: what the runtime itself takes.</summary>
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
