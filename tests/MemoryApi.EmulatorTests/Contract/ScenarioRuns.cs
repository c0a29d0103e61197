using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests;

/// <summary>Runs every scenario once for all tests that use it, each with its own emulator.</summary>
internal static class ScenarioRuns
{
    private static readonly Dictionary<Scenario, Lazy<Task<ScenarioRun>>> Runs =
        Scenario.All.ToDictionary(scenario => scenario, scenario => new Lazy<Task<ScenarioRun>>(() => RunAsync(scenario)));

    public static Task<ScenarioRun> OfAsync(Scenario scenario) => Runs[scenario].Value;

    public static async Task<IReadOnlyList<Exchange>> AllExchangesAsync() =>
        [.. (await Task.WhenAll(Scenario.All.Select(OfAsync))).SelectMany(run => run.Exchanges)];

    private static async Task<ScenarioRun> RunAsync(Scenario scenario)
    {
        await using var session = await EmulatorSession.StartAsync(scenario.Configure);
        Exception? failure = null;
        try
        {
            await scenario.RunAsync(session);
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        return new ScenarioRun(session.Log.All, [.. session.Emulator.Requests.Select(request => request.Operation)], failure);
    }
}
