using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>Every program in a README or guide compiles without a warning, runs, and prints the output that the page shows.</summary>
[NonParallelizable]
public class ProgramTests
{
    private CompiledPrograms _programs = null!;
    private List<Task<ProgramOutcome>> _runs = [];

    private static IEnumerable<TestCaseData> Programs => CompiledPrograms.All.Select(static (program, number) => new TestCaseData(number).SetArgDisplayNames(program.ToString()));

    [OneTimeSetUp]
    public void StartAll()
    {
        _programs = new CompiledPrograms();
        if (_programs.Problems.Count == 0)
        {
            _runs = [.. Enumerable.Range(0, CompiledPrograms.All.Count).Select(number => Task.Run(() => _programs.RunAsync(number)))];
        }
    }

    [OneTimeTearDown]
    public async Task EndAll()
    {
        await Task.WhenAll(_runs).ContinueWith(static _ => { }, TaskScheduler.Default);
        _programs.Dispose();
    }

    [Test]
    public void All_programs_compile_without_a_warning() => Assert.That(_programs.Problems, Is.Empty);

    [TestCaseSource(nameof(Programs))]
    public async Task It_runs_and_prints_what_the_page_says(int number)
    {
        Assert.That(_runs, Is.Not.Empty, "the programs don't compile");
        var program = CompiledPrograms.All[number];
        var outcome = await _runs[number];

        Assert.That(outcome.ExitCode, Is.Zero, $"{program}\n{outcome.Output}\n{outcome.Errors}");
        if (program.Output is { } output)
        {
            Assert.That(outcome.Output.ReplaceLineEndings("\n").Trim(), Is.EqualTo(output.Trim()), program.ToString());
        }
    }
}
