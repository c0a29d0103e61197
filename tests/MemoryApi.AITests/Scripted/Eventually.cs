using System;
using System.Threading.Tasks;

namespace MemoryApi.AITests.Scripted;

/// <summary>Waits for work in the background.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.That(waited, Is.LessThan(1000), $"after 10 s: {what}");
            await Task.Delay(10);
        }
    }
}
