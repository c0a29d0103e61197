using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace MemoryApi.Emulator.Hosting;

/// <summary>Replaces the console lifetime, which would handle Ctrl+C. That signal belongs to the test run that the emulator is part of.</summary>
internal sealed class NoSignalsLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
