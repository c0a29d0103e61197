using System.Collections.Generic;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Paging;

/// <summary>Which page is read next, by what the pages before it say.</summary>
public sealed class PageWalkTests
{
    private static readonly MemoryApiNotFoundException Gone = new("There is no such page.", new ApiErrorDetails { StatusCode = 404 });

    [Test]
    public void By_number_the_way_back_from_a_page_that_is_gone_doubles_with_each_step()
    {
        var walk = ByNumber();
        Read(walk, pages: 10, listed: 3);

        Assert.That(walk.Position, Is.EqualTo(11));
        Assert.That(WayBack(walk), Is.EqualTo(new[] { 10, 8, 4, 1 }));
    }

    [Test]
    public void By_offset_it_goes_back_by_as_many_items_as_the_largest_page_had()
    {
        var walk = ByOffset();
        Read(walk, pages: 1, listed: 2);
        Read(walk, pages: 9, listed: 3);
        Read(walk, pages: 1, listed: 1);

        Assert.That(walk.Position, Is.EqualTo(30));
        Assert.That(WayBack(walk), Is.EqualTo(new[] { 27, 21, 9, 0 }));
    }

    [Test]
    public void A_page_by_offset_that_is_promised_and_never_found_is_named_by_the_items_before_it()
    {
        var walk = ByOffset();
        Read(walk, pages: 2, listed: 3);
        for (var i = 0; i < PageWalk.MostRefusals; i++)
        {
            Assert.That(walk.EndsAt(Gone), Is.False);
            Assert.That(walk.Position, Is.EqualTo(3));
            Read(walk, pages: 1, listed: 3);
        }

        Assert.That(() => walk.EndsAt(Gone), Throws.TypeOf<MemoryApiResponseException>().With.Message.EqualTo(
            "Things_List: the page after 6 items isn't found, although the one before it says that it follows. Repeat the enumeration; if that doesn't help, report it to the service."));
    }

    [Test]
    public void An_empty_page_by_offset_that_promises_more_is_read_again_and_then_named()
    {
        var walk = ByOffset();
        Read(walk, pages: 1, listed: 2);
        for (var i = 0; i < PageWalk.MostRefusals; i++)
        {
            Read(walk, pages: 1, listed: 0);
            Assert.That(walk.Position, Is.EqualTo(2));
        }

        Assert.That(() => walk.MoveOn(0, 0, promised: true, count: null), Throws.TypeOf<MemoryApiResponseException>().With.Message.EqualTo(
            "Things_List: the page after 2 items is empty and says that more follows. Repeat the enumeration; if that doesn't help, report it to the service."));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Empty_pages_by_number_that_promise_more_for_ever_end_in_an_error(bool hasIdentity)
    {
        var walk = new PageWalk("Things_List", isByOffset: false, hasIdentity);
        Read(walk, pages: PageWalk.MostWithoutNews, listed: 0);

        Assert.That(() => walk.MoveOn(0, 0, promised: true, count: null), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("101 pages in a row brought nothing new"));
    }

    [Test]
    public void A_page_with_something_new_begins_the_count_of_repeated_ones_anew()
    {
        var walk = ByNumber();
        for (var i = 0; i < 3; i++)
        {
            Read(walk, pages: 1, listed: 2);
            for (var repeated = 0; repeated < PageWalk.MostWithoutNews; repeated++)
            {
                Assert.That(walk.MoveOn(2, news: 0, promised: true, count: null), Is.True);
            }
        }
    }

    [Test]
    public void In_a_list_that_shrinks_as_many_pages_may_come_again_as_in_any_other()
    {
        var walk = ByNumber();
        Assert.That(walk.MoveOn(2, 2, promised: true, count: 10_000), Is.True);

        for (var i = 0; i < PageWalk.MostWithoutNews; i++)
        {
            Assert.That(walk.MoveOn(2, news: 0, promised: true, count: 8), Is.True);
        }

        Assert.That(() => walk.MoveOn(2, news: 0, promised: true, count: 8), Throws.TypeOf<MemoryApiResponseException>());
    }

    [Test]
    public void As_many_pages_may_come_again_as_the_growth_of_the_list_explains_and_no_more()
    {
        var walk = ByNumber();
        Assert.That(walk.MoveOn(2, 2, promised: true, count: 10), Is.True);

        for (var i = 0; i < PageWalk.MostWithoutNews + 20; i++)
        {
            Assert.That(walk.MoveOn(2, news: 0, promised: true, count: 50), Is.True);
        }

        Assert.That(() => walk.MoveOn(2, news: 0, promised: true, count: 50), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("121 pages in a row"));
    }

    [Test]
    public void A_list_of_a_million_pages_is_taken_for_endless()
    {
        var walk = new PageWalk("Things_List", isByOffset: false, hasIdentity: false);
        for (var i = 1; i < PageWalk.MostPages; i++)
        {
            walk.MoveOn(1, 0, promised: true, count: null);
        }

        Assert.That(walk.Position, Is.EqualTo(1_000_000));
        Assert.That(() => walk.MoveOn(1, 0, promised: true, count: null), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("1000000 pages were read"));
    }

    [Test]
    public void Pages_that_are_looked_up_on_the_way_back_count_among_the_million()
    {
        var walk = new PageWalk("Things_List", isByOffset: false, hasIdentity: false);
        for (var i = 1; i < PageWalk.MostPages; i++)
        {
            walk.MoveOn(1, 0, promised: true, count: null);
        }

        Assert.That(() => walk.EndsAt(Gone), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("1000000 pages were read"));
    }

    [Test]
    public void An_offset_that_no_request_can_name_is_taken_for_endless()
    {
        var walk = ByOffset();
        Read(walk, pages: 1, listed: int.MaxValue);

        Assert.That(walk.Position, Is.EqualTo(int.MaxValue));
        Assert.That(() => walk.MoveOn(1, 1, promised: true, count: null), Throws.TypeOf<MemoryApiResponseException>().With.Message.Contains("2 pages were read"));
    }

    [TestCase(0L)]
    [TestCase(null)]
    public void A_number_of_items_that_a_page_does_not_repeat_still_holds(long? repeated)
    {
        foreach (var walk in new[] { ByNumber(), ByOffset() })
        {
            Assert.That(walk.MoveOn(2, 2, promised: null, count: 5), Is.True);
            Assert.That(walk.MoveOn(2, 2, promised: null, repeated), Is.True, "four of five");
            Assert.That(walk.MoveOn(1, 1, promised: null, repeated), Is.False, "all five");
        }
    }

    [TestCase(null, true, Description = "what was said before still holds")]
    [TestCase(0L, false, Description = "there is nothing any more")]
    public void Only_an_empty_page_can_say_that_there_are_no_items(long? count, bool leadsOn)
    {
        var walk = ByOffset();
        Assert.That(walk.MoveOn(2, 2, promised: null, count: 5), Is.True);
        Assert.That(walk.MoveOn(0, 0, promised: true, count), Is.True);

        Assert.That(walk.MoveOn(2, 2, promised: null, count: null), Is.EqualTo(leadsOn));
    }

    [Test]
    public void Where_nothing_is_said_of_a_next_page_or_of_a_number_the_first_page_is_all() =>
        Assert.That(ByNumber().MoveOn(2, 2, promised: null, count: null), Is.False);

    [Test]
    public void A_promise_counts_for_more_than_the_number_of_items()
    {
        Assert.That(ByNumber().MoveOn(2, 2, promised: true, count: 2), Is.True);
        Assert.That(ByNumber().MoveOn(2, 2, promised: false, count: 9), Is.False);
    }

    [TestCase(true, 9L, true)]
    [TestCase(true, null, true)]
    [TestCase(true, 4L, false, Description = "all items were read")]
    [TestCase(null, 9L, false, Description = "only a promise can contradict the page that is gone")]
    [TestCase(false, 9L, false)]
    public void On_the_way_back_a_page_leads_on_only_if_it_promises_more_and_items_are_missing(bool? promised, long? count, bool leadsOn)
    {
        var walk = ByNumber();
        Read(walk, pages: 2, listed: 2);
        Assert.That(walk.EndsAt(Gone), Is.False);

        Assert.That(walk.MoveOn(2, 0, promised, count), Is.EqualTo(leadsOn));
    }

    [Test]
    public void A_page_is_new_when_none_so_far_on_was_read()
    {
        var walk = ByNumber();
        Assert.That(walk.IsNewPage, Is.True);
        Read(walk, pages: 5, listed: 2);
        Assert.That(walk.IsNewPage, Is.True);
        walk.EndsAt(Gone);
        walk.EndsAt(Gone);

        // Pages 3, 4 and 5 come again.
        foreach (var page in new[] { 3, 4, 5 })
        {
            Assert.That((walk.Position, walk.IsNewPage), Is.EqualTo((page, false)));
            Read(walk, pages: 1, listed: 2);
        }

        Assert.That((walk.Position, walk.IsNewPage), Is.EqualTo((6, true)));
    }

    private static PageWalk ByNumber() => new("Things_List", isByOffset: false, hasIdentity: true);

    private static PageWalk ByOffset() => new("Things_List", isByOffset: true, hasIdentity: true);

    /// <summary>Reads pages of new items, each of which promises another one.</summary>
    private static void Read(PageWalk walk, int pages, int listed)
    {
        for (var i = 0; i < pages; i++)
        {
            Assert.That(walk.MoveOn(listed, news: listed, promised: true, count: null), Is.True);
        }
    }

    /// <summary>The positions to which it goes back while every page is gone.</summary>
    private static List<int> WayBack(PageWalk walk)
    {
        var positions = new List<int>();
        while (!walk.IsAtStart)
        {
            Assert.That(walk.EndsAt(Gone), Is.False);
            positions.Add(walk.Position);
        }

        return positions;
    }
}
