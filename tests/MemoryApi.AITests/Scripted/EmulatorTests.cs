using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.AITests.Scripted;

/// <summary>Tests that each have their own emulated service.</summary>
public abstract class EmulatorTests
{
    protected static EntityScope Alice { get; } = EmulatedMem0.Scope("alice");

    private protected EmulatedMem0 Service { get; private set; } = null!;

    [SetUp]
    public async Task StartEmulator() => Service = await EmulatedMem0.StartAsync(Configure);

    [TearDown]
    public async Task StopEmulator() => await Service.DisposeAsync();

    protected virtual void Configure(Mem0ClientOptions options)
    {
    }
}
