using System;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Requests;

public class RequestUriTests
{
    [TestCase("plain", "plain")]
    [TestCase("a/b", "a%2Fb")]
    [TestCase("a b?c#d", "a%20b%3Fc%23d")]
    [TestCase("%2e%2e", "%252e%252e")]
    [TestCase("...", "...")]
    [TestCase("größe 😀", "gr%C3%B6%C3%9Fe%20%F0%9F%98%80")]
    [TestCase("a\r\nb\0", "a%0D%0Ab%00")]
    public void An_argument_is_exactly_one_segment(string argument, string expected) =>
        Assert.That(RequestUri.Segment(argument, "id"), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase(" \t")]
    [TestCase(".")]
    [TestCase("..")]
    public void What_cannot_be_a_segment_is_refused_by_name_without_repeating_it(string argument)
    {
        var exception = Assert.Throws<ArgumentException>(() => RequestUri.Segment(argument, "memoryId"));
        Assert.That(exception!.ParamName, Is.EqualTo("memoryId"));
    }

    // As code, because an attribute can't hold half of a character.
    [Test]
    public void Half_a_surrogate_pair_is_refused_since_it_would_arrive_as_another_character()
    {
        foreach (var argument in new[] { "\ud800", "a\udc00b", "\udc00\ud800" })
        {
            Assert.That(() => RequestUri.Segment(argument, "memoryId"), Throws.ArgumentException.With.Property("ParamName").EqualTo("memoryId"));
        }
    }

    [Test]
    public void A_missing_argument_is_refused() =>
        Assert.That(() => RequestUri.Segment(null!, "memoryId"), Throws.ArgumentNullException);

    [Test]
    public void An_overlong_argument_is_refused() =>
        Assert.That(() => RequestUri.Segment(new string('a', 2049), "memoryId"), Throws.ArgumentException.With.Message.Contains("2048"));

    [Test]
    public void What_is_not_given_is_not_in_the_query()
    {
        var uri = new RequestUri("v1/memories/").Query("page", (int?)null).Query("name", (string?)null).ToString();
        Assert.That(uri, Is.EqualTo("v1/memories/"));
    }

    [Test]
    public void Values_are_written_the_same_in_every_culture()
    {
        var uri = new RequestUri("x")
            .Query("flag", true)
            .Query("count", 12345)
            .Query("score", 0.5)
            .Query("day", new CalendarDate(2027, 1, 2))
            .Query("time", new DateTimeOffset(2027, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)))
            .Query("tags", ["a b", "c&d"])
            .ToString();
        Assert.That(uri, Is.EqualTo("x?flag=true&count=12345&score=0.5&day=2027-01-02&time=2027-01-02T03%3A04%3A05.678%2B02%3A00&tags=a%20b&tags=c%26d"));
    }
}
