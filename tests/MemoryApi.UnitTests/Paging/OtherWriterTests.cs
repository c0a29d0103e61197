using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Paging;

/// <summary>
/// Enumerations while another writer adds, or adds and deletes, between the pages: lists of 0 to 2,000 items, pages of all sizes, every paged
/// operation. Each test runs with two seeds, so 400 enumerations in each run and 20,000 in the Soak target. The seed is in the name of a failed test.
/// </summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class OtherWriterTests
{
    private static readonly int Enumerations = SoakLength.Of(200, 10_000);

    [Test]
    public async Task While_another_writer_adds_nothing_is_missing_doubled_or_thrown([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var repeatedPages = 0;
        await EachAsync(seed, isDeleting: false, async (list, call, size) =>
        {
            var (items, failure) = await ReadAsync(call, list, size);

            Assert.That(failure, Is.Null);
            Assert.That(list.Staying.Except(items), Is.Empty, "missing");
            repeatedPages += list.RepeatedPages;
        });

        TestContext.Out.WriteLine($"{Enumerations} enumerations, {repeatedPages} pages that came again");
        Assert.That(repeatedPages, Is.GreaterThan(Enumerations / 10), "the writer shifts whole pages");
    }

    [Test]
    public async Task While_another_writer_adds_and_deletes_only_what_was_shifted_past_the_reader_is_missing([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var (failures, missing, missingPages) = (0, 0, 0);
        await EachAsync(seed, isDeleting: true, async (list, call, size) =>
        {
            var (items, failure) = await ReadAsync(call, list, size);

            missingPages += list.MissingPages;
            if (failure is not null)
            {
                failures++;
                return;
            }

            Assert.That(list.Shown.Except(items), Is.Empty, "what a page shows comes");
            var shiftedPast = list.Staying.Except(items).ToList();
            missing += shiftedPast.Count;
            Assert.That(shiftedPast.Count, Is.LessThanOrEqualTo(list.Deletions), "no more than were deleted");
            Assert.That(shiftedPast.Select(list.PlaceOf), Is.All.LessThan(list.Furthest), "on pages that were read before");
        });

        TestContext.Out.WriteLine($"{Enumerations} enumerations, {missing} items shifted past the reader, {missingPages} pages that were gone, {failures} typed errors");
        Assert.That(missing, Is.GreaterThan(0), "the writer shifts items past the reader");
        Assert.That(missingPages, Is.GreaterThan(Enumerations / 100), "the writer takes pages away");
        Assert.That(failures, Is.LessThanOrEqualTo(Enumerations / 100));
    }

    [Test]
    public async Task Without_identities_nothing_is_missing_either_while_another_writer_adds([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Enumerations / 10; i++)
        {
            using var list = new ShiftingList(PagedCall.ListStoreUsers, random, random.Next(2_001), isDeleting: false);
            var (items, failure) = await ReadAsync(PagedCall.ListStoreUsers, list, random.Next(20, 201));

            Assert.That(failure, Is.Null);
            Assert.That(list.Staying.Except(items), Is.Empty, "missing");
        }
    }

    private static async Task EachAsync(int seed, bool isDeleting, Func<ShiftingList, PagedCall, int, Task> test)
    {
        var random = new Random(seed);
        for (var i = 0; i < Enumerations; i++)
        {
            var call = PagedCall.Identified[i % PagedCall.Identified.Count];
            var count = random.Next(4) == 0 ? random.Next(300) : random.Next(2_001);

            // Small pages take many requests, so only of small lists.
            using var list = new ShiftingList(call, random, count, isDeleting);
            await test(list, call, random.Next(Math.Min(1 + (count / 40), 200), 201));
        }
    }

    private static async Task<(HashSet<int> Items, MemoryApiException? Failure)> ReadAsync(PagedCall call, ShiftingList list, int size)
    {
        var items = new HashSet<int>();
        var isIdentified = call != PagedCall.ListStoreUsers;
        try
        {
            await foreach (var id in call.Enumerate(list, size))
            {
                Assert.That(items.Add(int.Parse(id[3..], CultureInfo.InvariantCulture)) || !isIdentified, Is.True, "doubled");
            }

            return (items, null);
        }
        catch (MemoryApiException failure)
        {
            return (items, failure);
        }
    }
}
