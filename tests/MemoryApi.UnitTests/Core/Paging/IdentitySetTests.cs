using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Paging;

[NonParallelizable]
public class IdentitySetTests
{
    private const int Million = 1_000_000;
    private const long MB = 1024 * 1024;

    [Test]
    public void Each_identity_is_new_once_whatever_its_characters()
    {
        string[] identities = ["a", "A", "ä", "a\u0308", " a", "a ", "", "\0", "\0\0", "\ud83d", "\ud83e", "😀", new string('x', 10_000), "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E"];
        var set = new IdentitySet();

        Assert.That(identities.Select(set.Add), Is.All.True);
        Assert.That(identities.Select(set.Add), Is.All.False);
    }

    [Test]
    public void Members_that_identify_together_are_kept_apart()
    {
        string?[][] identities = [["a", "b"], ["ab", "c"], ["a", "bc"], ["b", "a"], ["a", "b", "c"], ["1:a", "b"], ["a", "1:b"], ["a1", ":b"]];

        Assert.That(identities.Select(IdentitySet.Join), Is.Unique.And.All.Not.Null);
        Assert.That(IdentitySet.Join("a", null), Is.Null);
        Assert.That(IdentitySet.Join("a", string.Empty), Is.Null);
    }

    [Test]
    public void What_is_missing_is_named()
    {
        Assert.That(() => new IdentitySet().Add(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("identity"));
        Assert.That(() => IdentitySet.Join(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("parts"));
    }

    [Test]
    public async Task A_million_items_are_told_apart_in_64_MB()
    {
        var list = new PagedOperation<int, string>(
                "Things_List",
                isByOffset: false,
                static number => [.. Enumerable.Range(number * 1000, 1000).Select(i => $"0f8fad5b-d9cb-469f-a165-{i:D12}")],
                static number => number < 1000,
                identity: static item => item)
            .Enumerate(static (number, _) => Task.FromResult(number), CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var count = 0;
        var peak = 0L;

        await foreach (var _ in list)
        {
            if (++count % 200_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        TestContext.Out.WriteLine($"{count} items, {peak / (double)MB:0.0} MB");
        Assert.That(count, Is.EqualTo(Million));
        Assert.That(peak, Is.InRange(16 * MB, 64 * MB));
    }
}
