using System.Diagnostics;
using System.Diagnostics.Metrics;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>In a program it runs on a thread of its own, where nobody would see it fail.</summary>
public sealed class PreparationTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void It_goes_through(bool isResilient) =>
        Assert.That(() => Preparation.Run(TestService.Description, isResilient), Throws.Nothing);

    [Test]
    public void It_is_neither_traced_nor_measured()
    {
        var records = 0;
        using var activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => records += activity.OperationName == "Preparation" ? 1 : 0,
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                records += tag.Value is "api.example.test" ? 1 : 0;
            }
        });
        meters.Start();

        Preparation.Run(TestService.Description, isResilient: true);

        Assert.That(records, Is.Zero);
    }
}
