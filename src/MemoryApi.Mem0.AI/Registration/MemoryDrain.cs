using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace MemoryApi.Mem0.AI;

/// <summary>Sends queued turns when the host stops, within the host's shutdown time.</summary>
internal sealed class MemoryDrain(Mem0Memory memory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => memory.CloseAsync(cancellationToken);
}
