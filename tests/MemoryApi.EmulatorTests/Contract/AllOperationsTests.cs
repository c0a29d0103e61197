using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.ContractTests;

namespace MemoryApi.EmulatorTests;

/// <summary>Calls every operation through the clients. The emulator must respond as the specifications declare.</summary>
internal sealed class AllOperationsTests
{
    /// <summary>Operations for which emulator and specification disagree, with the reason. Each is a bug of one of them that must be fixed.</summary>
    private static readonly Dictionary<string, string> Disagreements = [];

    [TestCaseSource(nameof(Scenarios))]
    public async Task A_scenario_runs_to_its_end(Scenario scenario)
    {
        var run = await ScenarioRuns.OfAsync(scenario);

        Assert.That(run.Failure, Is.Null, run.Exchanges.LastOrDefault()?.ToString());
    }

    [TestCaseSource(nameof(Scenarios))]
    public async Task The_emulator_takes_each_request_for_the_operation_that_the_specification_names(Scenario scenario)
    {
        var run = await ScenarioRuns.OfAsync(scenario);

        Assert.That(run.Operations, Is.EqualTo(run.Exchanges.Select(exchange => ExchangeValidator.OperationOf(exchange)?.Id)));
    }

    [TestCaseSource(nameof(Scenarios))]
    public async Task Each_request_is_as_declared(Scenario scenario)
    {
        var run = await ScenarioRuns.OfAsync(scenario);

        Assert.That(run.Exchanges.SelectMany(ExchangeValidator.Request), Is.Empty);
    }

    [TestCaseSource(nameof(OperationIds))]
    public async Task Each_response_has_a_declared_status_and_the_schema_of_that_status(string operationId)
    {
        var exchanges = (await ScenarioRuns.AllExchangesAsync()).Where(exchange => ExchangeValidator.OperationOf(exchange)!.Id == operationId);
        var violations = exchanges.SelectMany(ExchangeValidator.Response).ToList();

        Assert.That(violations, Disagreements.ContainsKey(operationId) ? Is.Not.Empty : Is.Empty);
    }

    [TestCaseSource(nameof(OperationIds))]
    public async Task Each_declared_success_of_each_operation_was_a_response(string operationId)
    {
        var declared = ExchangeValidator.Operations.Single(operation => operation.Id == operationId).Responses.Where(response => response.IsSuccess);
        var exchanges = (await ScenarioRuns.AllExchangesAsync()).Where(exchange => ExchangeValidator.OperationOf(exchange)!.Id == operationId);

        Assert.That(declared.Select(response => response.Status), Is.SubsetOf(exchanges.Select(exchange => exchange.Status)));
    }

    [Test]
    public void There_are_97_operations() =>
        Assert.That((ExchangeValidator.Mem0.Operations.Count, ExchangeValidator.Bland.Operations.Count), Is.EqualTo((68, 29)));

    public static IEnumerable<TestCaseData<Scenario>> Scenarios() => Scenario.All.Select(scenario => new TestCaseData<Scenario>(scenario));

    public static IEnumerable<string> OperationIds() => ExchangeValidator.Operations.Select(operation => operation.Id);
}
