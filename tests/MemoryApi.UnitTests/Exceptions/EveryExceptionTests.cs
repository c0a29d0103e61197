using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Exceptions;

public sealed class EveryExceptionTests
{
    [TestCaseSource(typeof(ExceptionScenes), nameof(ExceptionScenes.All))]
    public async Task An_exception_is_reached_over_a_connection(ExceptionScene scene)
    {
        var failure = await Assert.ThrowsAsync(Is.TypeOf(scene.Exception), () => scene.RunAsync());

        Assert.That(failure!.Message, Does.EndWith(".").And.Not.Contain("m0-key"));
        if (failure is MemoryApiRejectedException rejected)
        {
            Assert.That(rejected.Reason.ToString(), Is.EqualTo(scene.Name));
        }
    }

    [Test]
    public void No_exception_of_the_packages_is_left_out()
    {
        var types = new[] { typeof(MemoryApiException), typeof(Mem0Client), typeof(BlandClient), typeof(MemoryApiEmulator) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception)) && !type.IsAbstract);

        Assert.That(ExceptionScenes.All().Select(scene => scene.Exception).Distinct(), Is.EquivalentTo(types));
    }

    [Test]
    public void No_reason_to_turn_a_call_away_is_left_out() =>
        Assert.That(
            ExceptionScenes.All().Where(scene => scene.Exception == typeof(MemoryApiRejectedException)).Select(scene => scene.Name),
            Is.EquivalentTo(Enum.GetNames<RejectionReason>()));
}
