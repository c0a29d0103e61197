using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Load;

/// <summary>On this build of the libraries and this runtime, no call ever gets the response of another or an untyped exception, however many are cancelled.</summary>
[NonParallelizable]
internal sealed class CancelledLoadTests
{
    private const int ShortRun = 1_600;
    private const int ShortSecureRun = 800;
    private const int WholeRun = 100_000;

    [TestCase(false)]
    [TestCase(true)]
    [Category(SoakLength.Category)]
    [CancelAfter(1_800_000)]
    public async Task Callers_that_cancel_never_get_the_response_of_another_or_an_untyped_exception(bool isSecure, CancellationToken testEnd)
    {
        var calls = SoakLength.Of(isSecure ? ShortSecureRun : ShortRun, WholeRun);

        var result = await CancelledLoad.RunAsync(calls, isSecure, testEnd);

        TestContext.Out.WriteLine($"{result.Calls} calls, {result.Cancelled} cancelled, {result.Faults.Count} mixed or untyped");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Faults, Is.Empty);
            Assert.That(result.Calls, Is.EqualTo(calls));
            Assert.That(result.Cancelled, Is.GreaterThan(calls / 10).And.LessThan(calls), "some calls were cancelled, and some weren't");
        }
    }
}
