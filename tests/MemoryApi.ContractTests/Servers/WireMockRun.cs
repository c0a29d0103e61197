using System;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>Starts WireMock once for the whole run, beside the first tests, and ends it when the last one is over.</summary>
[SetUpFixture]
internal sealed class WireMockRun
{
    private static readonly TaskCompletionSource<WireMockServer> Starting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The server; the reason when it didn't start.</summary>
    public static Task<WireMockServer> Server => Starting.Task;

    [OneTimeSetUp]
    public void Start() => _ = StartAsync();

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        // A server that didn't start has failed the tests that needed it, and there is nothing to end.
        await ((Task)Starting.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Starting.Task.IsCompletedSuccessfully)
        {
            await (await Starting.Task).DisposeAsync();
        }
    }

    private static async Task StartAsync()
    {
        try
        {
            Starting.SetResult(await WireMockServer.StartAsync());
        }
        catch (Exception failure)
        {
            Starting.SetException(failure);
        }
    }
}
