using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Paging;

public class PagedOperationTests
{
    private sealed record Page(string[] Items, bool? HasMore = null, long? Count = null);

    [Test]
    public void Every_item_comes_once_and_in_order_whatever_the_pages()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(1, 13).ToArbitrary(), Gen.Choose(0, 15).ToArbitrary(), (count, size, kind) =>
        {
            // What the service says: whether more follows, how many there are, or both; with and without identities.
            var (isByOffset, hasIdentity, saysMore, saysCount) = ((kind & 1) > 0, (kind & 2) > 0, (kind & 4) > 0, (kind & 8) > 0 || (kind & 4) == 0);
            string[] all = [.. Enumerable.Range(0, count).Select(i => $"item-{i}")];
            var list = Read(
                position =>
                {
                    var skip = isByOffset ? position : (position - 1) * size;
                    return new Page([.. all.Skip(skip).Take(size)], saysMore ? skip + size < count : null, saysCount ? count : null);
                },
                isByOffset,
                hasIdentity);
            return list.ToBlockingEnumerable().SequenceEqual(all);
        }));
    }

    [Test]
    public async Task Nothing_is_fetched_before_it_is_asked_for_or_after_the_consumer_has_stopped()
    {
        var fetches = new List<int>();
        var list = Read(number =>
        {
            fetches.Add(number);
            return new Page([.. Enumerable.Range(number * 10, 10).Select(i => $"{i}")], HasMore: true);
        });
        Assert.That(fetches, Is.Empty);

        var taken = 0;
        await foreach (var _ in list)
        {
            if (++taken == 11)
            {
                break;
            }
        }

        Assert.That(fetches, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_page_that_comes_again_since_others_were_added_is_no_end()
    {
        Page[] pages = [new(["1", "2", "3"], true), new(["1", "2", "3"], true), new(["4", "5", "6"], false)];

        Assert.That(await Read(number => pages[number - 1]).ToListAsync(), Is.EqualTo(new[] { "1", "2", "3", "4", "5", "6" }));
    }

    [Test]
    public async Task An_empty_page_is_no_end_while_more_is_promised()
    {
        Page[] pages = [new(["1"], true), new([], true), new(["2"], false)];

        Assert.That(await Read(number => pages[number - 1]).ToListAsync(), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task Items_without_an_identity_come_as_often_as_the_pages_show_them()
    {
        Page[] pages = [new(["1", "2"], true), new(["2", "3"], false)];

        Assert.That(await Read(number => pages[number - 1], hasIdentity: false).ToListAsync(), Is.EqualTo(new[] { "1", "2", "2", "3" }));
    }

    [Test]
    public async Task An_item_whose_identity_is_missing_is_never_taken_for_another()
    {
        Page[] pages = [new(["", "1", ""], true), new(["1", ""], false)];

        Assert.That(await Read(number => pages[number - 1]).ToListAsync(), Is.EqualTo(new[] { "", "1", "", "" }));
    }

    [Test]
    public async Task Where_the_service_says_nothing_of_a_next_page_the_number_of_items_decides()
    {
        Page[] pages = [new(["1", "2"], null, 5), new(["3", "4"], null, 5), new(["5"], null, 5)];

        Assert.That(await Read(number => pages[number - 1]).ToListAsync(), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public async Task A_number_of_items_that_is_too_high_costs_one_request_and_nothing_else()
    {
        var fetches = new List<int>();
        var list = Read(number =>
        {
            fetches.Add(number);
            return number == 2 ? throw NotFound() : new Page(["1", "2"], null, 7);
        });

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(fetches, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_page_that_is_gone_is_the_end_when_the_one_before_says_so_now()
    {
        var fetches = new List<int>();
        var list = Read(number =>
        {
            fetches.Add(number);
            return number switch
            {
                1 => new Page(["1", "2"], true),
                2 => fetches.Count == 2 ? new Page(["3", "4"], true) : new Page(["4", "5"], null),
                _ => throw NotFound(),
            };
        });

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }), "with what the page before brings anew");
        Assert.That(fetches, Is.EqualTo(new[] { 1, 2, 3, 2 }));
    }

    [Test]
    public async Task A_page_that_is_not_found_once_is_read_after_all()
    {
        var isFirst = true;
        var list = Read(number => number == 2 && isFirst && !(isFirst = false) ? throw NotFound() : new Page([$"{number}"], number < 3));

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_page_read_again_gives_nothing_twice_even_without_identities(bool hasIdentity)
    {
        var isFirst = true;
        var list = Read(number => number == 3 && isFirst && !(isFirst = false) ? throw NotFound() : new Page([$"{number}a", $"{number}b"], number < 4), hasIdentity: hasIdentity);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1a", "1b", "2a", "2b", "3a", "3b", "4a", "4b" }));
    }

    [Test]
    public async Task Pages_that_are_gone_for_a_moment_are_read_again_and_give_nothing_twice_without_identities()
    {
        var gone = new HashSet<int> { 5, 4 };
        var list = Read(number => gone.Remove(number) ? throw NotFound() : new Page([$"{number}"], number < 6), hasIdentity: false);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1", "2", "3", "4", "5", "6" }));
    }

    [Test]
    public async Task A_page_that_is_gone_is_the_end_when_all_items_were_read_whatever_the_one_before_promises()
    {
        var fetches = new List<int>();
        var list = Read(number =>
        {
            fetches.Add(number);
            return number == 3 ? throw NotFound() : new Page([$"{number}a", $"{number}b"], true, 4);
        });

        Assert.That(await list.ToListAsync(), Has.Count.EqualTo(4));
        Assert.That(fetches, Is.EqualTo(new[] { 1, 2, 3, 2 }));
    }

    [Test]
    public async Task Each_page_may_be_missing_several_times()
    {
        var missing = new Dictionary<int, int> { [2] = 3, [4] = 3, [5] = 3 };
        var list = Read(number => missing.GetValueOrDefault(number) > 0 && missing[number]-- > 0 ? throw NotFound() : new Page([$"{number}"], number < 6));

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "1", "2", "3", "4", "5", "6" }));
    }

    [Test]
    public async Task An_empty_page_that_promises_nothing_is_the_end_whatever_the_number_of_items()
    {
        var fetches = 0;

        Assert.That(await Read(_ => ++fetches > 0 ? new Page([], null, 5) : null!).ToListAsync(), Is.Empty);
        Assert.That(fetches, Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_that_is_emptied_meanwhile_ends_after_few_requests()
    {
        var fetches = new List<int>();
        var list = Read(number =>
        {
            fetches.Add(number);
            return fetches.Count <= 100 ? new Page([$"{number}"], true) : number > 1 ? throw NotFound() : new Page([], null, 0);
        });

        Assert.That(await list.ToListAsync(), Has.Count.EqualTo(100));
        Assert.That(fetches.Skip(100), Is.EqualTo(new[] { 101, 100, 98, 94, 86, 70, 38, 1 }));
    }

    [Test]
    public void A_page_that_is_promised_and_never_found_is_an_error_and_no_end()
    {
        var fetches = 0;
        var list = Read(number => ++fetches > 0 && number == 3 ? throw NotFound() : new Page([$"{number}"], true, 9));

        var failure = Assert.Throws<MemoryApiResponseException>(() => list.ToBlockingEnumerable().Count());

        Assert.That(failure!.Message, Does.StartWith("Things_List: page 3 isn't found"));
        Assert.That((failure.Operation, failure.StatusCode), Is.EqualTo(("Things_List", 404)));
        Assert.That(failure.InnerException, Is.InstanceOf<MemoryApiNotFoundException>());
        Assert.That(fetches, Is.EqualTo(2 + 4 + 3));
    }

    [Test]
    public void The_first_page_that_is_not_found_is_an_error() =>
        Assert.That(async () => await Read(_ => throw NotFound()).ToListAsync(), Throws.InstanceOf<MemoryApiNotFoundException>());

    [TestCase(false, null)]
    [TestCase(true, null)]
    [TestCase(false, 1_000L)]
    [TestCase(true, 1_000L)]
    public void Pages_that_repeat_for_ever_end_in_an_error(bool isByOffset, long? count)
    {
        var fetches = 0;
        var list = Read(_ => ++fetches > 0 ? new Page(["a", "b"], true, count) : null!, isByOffset);

        var failure = Assert.Throws<MemoryApiResponseException>(() => list.ToBlockingEnumerable().Count());

        Assert.That(failure!.Message, Does.Contain("the pages have no end: 101 pages in a row brought nothing new").And.Contain("drops the query"));
        Assert.That(fetches, Is.EqualTo(102));
    }

    [Test]
    public void Pages_that_go_round_in_a_circle_end_in_an_error_after_all_were_seen()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (before, round) =>
        {
            var fetches = 0;
            var items = new List<string>();
            Assert.Throws<MemoryApiResponseException>(() =>
            {
                foreach (var item in Read(
                    offset => ++fetches > 0 ? new Page([$"item-{(offset < before ? offset : before + ((offset - before) % round))}"], true) : null!, isByOffset: true).ToBlockingEnumerable())
                {
                    items.Add(item);
                }
            });
            return items.Count == before + round && items.Distinct().Count() == items.Count && fetches == before + round + 101;
        }));
    }

    [Test]
    public void As_many_pages_as_the_list_has_grown_by_may_come_again()
    {
        // 300 pages are added between two reads.
        var list = Read(number => number switch
        {
            1 => new Page(["a", "b"], true, 10),
            <= 301 => new Page(["a", "b"], true, 610),
            _ => new Page([$"{number}a", $"{number}b"], number < 305, 610),
        });

        Assert.That(list.ToBlockingEnumerable().Count(), Is.EqualTo(10));
    }

    [Test]
    public void Pages_behind_the_end_of_a_list_whose_items_have_no_identity_end_in_an_error()
    {
        var fetches = 0;
        var list = Read(_ => ++fetches > 0 ? new Page(["a", "b"], true, 10) : null!, hasIdentity: false);

        Assert.Throws<MemoryApiResponseException>(() => list.ToBlockingEnumerable().Count());
        Assert.That(fetches, Is.EqualTo(5 + 101));
    }

    [Test]
    public void An_empty_page_by_offset_that_promises_more_for_ever_ends_in_an_error()
    {
        var fetches = 0;
        var list = Read(offset => ++fetches > 0 && offset == 0 ? new Page(["a"], true) : new Page([], true), isByOffset: true);

        Assert.Throws<MemoryApiResponseException>(() => list.ToBlockingEnumerable().Count());
        Assert.That(fetches, Is.EqualTo(5));
    }

    [Test]
    public async Task Cancelling_stops_before_the_next_page()
    {
        using var cancellation = new CancellationTokenSource();
        var fetches = 0;
        var taken = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Read(number => ++fetches > 0 ? new Page([$"{number}"], true) : null!).WithCancellation(cancellation.Token))
            {
                if (++taken == 1)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        Assert.That(fetches, Is.EqualTo(1));
    }

    [Test]
    public void What_is_missing_is_named()
    {
        Func<Page, IReadOnlyList<string>?> items = static page => page.Items;
        Func<Page, bool?> hasMore = static page => page.HasMore;
        var operation = new PagedOperation<Page, string>("Things_List", isByOffset: false, items, hasMore);

        foreach (var (call, name) in new (Action Call, string Name)[]
        {
            (() => _ = new PagedOperation<Page, string>(null!, isByOffset: false, items, hasMore), "operation"),
            (() => _ = new PagedOperation<Page, string>("Things_List", isByOffset: false, null!, hasMore), "items"),
            (() => _ = new PagedOperation<Page, string>("Things_List", isByOffset: false, items, null!), "hasMore"),
            (() => operation.Enumerate(null!, CancellationToken.None), "fetch"),
            (() => operation.EnumerateResponses(null!, CancellationToken.None), "fetch"),
        })
        {
            Assert.That(() => call(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo(name));
        }
    }

    private static IAsyncEnumerable<string> Read(Func<int, Page> fetch, bool isByOffset = false, bool hasIdentity = true) =>
        new PagedOperation<Page, string>(
            "Things_List", isByOffset, static page => page.Items, static page => page.HasMore, static page => page.Count, hasIdentity ? static item => item : null)
        .Enumerate((position, _) => Task.FromResult(fetch(position)), CancellationToken.None);

    private static MemoryApiNotFoundException NotFound() => new("There is no such page.", new ApiErrorDetails { StatusCode = 404 });
}
