using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Paging;

public class PagesTests
{
    [Test]
    public void Every_item_comes_once_and_in_order_whatever_the_pages()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(1, 13).ToArbitrary(), (count, size) =>
        {
            var service = new PagedService(count, size);
            var byNumber = service.ByNumber().ToBlockingEnumerable().ToList();
            var byOffset = service.ByOffset().ToBlockingEnumerable().ToList();
            return byNumber.SequenceEqual(service.Items) && byOffset.SequenceEqual(service.Items);
        }));
    }

    [Test]
    public async Task Nothing_is_fetched_before_it_is_asked_for_or_after_the_consumer_has_stopped()
    {
        var service = new PagedService(count: 100, size: 10);
        var list = service.ByNumber();
        Assert.That(service.Fetches, Is.Zero);

        var taken = 0;
        await foreach (var _ in list)
        {
            if (++taken == 11)
            {
                break;
            }
        }

        Assert.That(service.Fetches, Is.EqualTo(2));
    }

    [Test]
    public async Task An_empty_page_ends_the_list_even_if_more_is_promised()
    {
        var fetches = 0;
        var list = Pages.ByNumber<string[], string>(
            (_, _) => Task.FromResult(fetches++ == 0 ? new[] { "a" } : []), page => page, _ => true, item => item, CancellationToken.None);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "a" }));
        Assert.That(fetches, Is.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_repeats_a_page_is_not_asked_for_ever()
    {
        var fetches = 0;
        var list = Pages.ByNumber<string[], string>(
            (_, _) =>
            {
                fetches++;
                return Task.FromResult(new[] { "a", "b" });
            },
            page => page, _ => true, item => item, CancellationToken.None);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(fetches, Is.EqualTo(2));
    }

    [Test]
    public async Task A_service_that_goes_round_two_pages_is_asked_for_the_third_only()
    {
        var fetches = 0;
        var list = Pages.ByNumber<string[], string>(
            (number, _) =>
            {
                fetches++;
                return Task.FromResult(number % 2 == 1 ? new[] { "a", "b" } : ["c", "d"]);
            },
            page => page, _ => fetches < 20, item => item, CancellationToken.None);

        Assert.That(await list.ToListAsync(), Is.EqualTo(new[] { "a", "b", "c", "d" }));
        Assert.That(fetches, Is.EqualTo(3));
    }

    [Test]
    public void A_circle_of_any_length_ends_after_at_most_three_times_the_pages_that_differ()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (before, round) =>
        {
            var fetches = 0;
            var list = Pages.ByOffset<string[], string>(
                (offset, _) =>
                {
                    fetches++;
                    return Task.FromResult(new[] { $"item-{(offset < before ? offset : before + ((offset - before) % round))}" });
                },
                page => page, _ => fetches < 1000, item => item, CancellationToken.None);
            var items = list.ToBlockingEnumerable().ToList();
            return items.Distinct().Count() == before + round && fetches <= 3 * (before + round);
        }));
    }

    [Test]
    public async Task Pages_whose_items_have_no_identity_are_never_taken_for_repeated_ones()
    {
        var fetches = 0;
        var list = Pages.ByNumber<string[], string>(
            (_, _) => Task.FromResult(new[] { "a" }), page => page, _ => ++fetches < 5, _ => string.Empty, CancellationToken.None);

        Assert.That(await list.ToListAsync(), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Cancelling_stops_before_the_next_page()
    {
        using var cancellation = new CancellationTokenSource();
        var service = new PagedService(count: 100, size: 10);
        var taken = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in service.ByNumber().WithCancellation(cancellation.Token))
            {
                if (++taken == 10)
                {
                    await cancellation.CancelAsync();
                }
            }
        });

        Assert.That(service.Fetches, Is.EqualTo(1));
    }

    private sealed class PagedService(int count, int size)
    {
        public IReadOnlyList<string> Items { get; } = [.. Enumerable.Range(0, count).Select(i => $"item-{i}")];

        public int Fetches { get; private set; }

        public IAsyncEnumerable<string> ByNumber() => Pages.ByNumber(
            (number, token) => Fetch((number - 1) * size, token), page => page.Items, page => page.HasMore, item => item, CancellationToken.None);

        public IAsyncEnumerable<string> ByOffset() => Pages.ByOffset(
            Fetch, page => page.Items, page => page.HasMore, item => item, CancellationToken.None);

        private Task<(IReadOnlyList<string> Items, bool HasMore)> Fetch(int offset, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Fetches++;
            IReadOnlyList<string> items = [.. Items.Skip(offset).Take(size)];
            return Task.FromResult((items, offset + items.Count < count));
        }
    }
}
