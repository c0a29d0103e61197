using System.Linq;
using MemoryApi.Bland;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class BlandRateLimitTests
{
    [TestCase("Memory_MergeFacts", true)]
    [TestCase("Memory_GetContext", true)]
    [TestCase("Stores_AddCall", true)]
    [TestCase("MemorySchemas_Infer", false)]
    [TestCase("Contacts_Find", false)]
    public void It_covers_contact_memory_and_stores(string operation, bool isCovered) => Assert.That(BlandRateLimit.Covers(operation), Is.EqualTo(isCovered));

    [Test]
    public void It_allows_the_documented_100_and_no_more()
    {
        using var limiter = BlandRateLimit.CreateLimiter();

        Assert.That(Enumerable.Range(0, 101).Select(_ => limiter.AttemptAcquire().IsAcquired).Count(isAcquired => isAcquired), Is.EqualTo(100));
        Assert.That(BlandRateLimit.Window.TotalMinutes, Is.EqualTo(15));
    }
}
