using System;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using Newtonsoft.Json;

namespace MemoryApi.UnitTests.Core.Values;

public class CalendarDateTests
{
    [Test]
    public void Every_day_survives_text_and_json()
    {
        var days = Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(days.ToArbitrary(), day =>
        {
            CalendarDate date = day;
            return date.ToString() == day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                && CalendarDate.Parse(date.ToString()) == date
                && JsonConvert.DeserializeObject<CalendarDate>(JsonConvert.SerializeObject(date)) == date
                && (DateOnly)date == day;
        }));
    }

    [TestCase("2027-02-30")]
    [TestCase("2027-1-2")]
    [TestCase("2027-01-02T00:00:00")]
    [TestCase("")]
    [TestCase(null)]
    public void What_is_not_a_day_is_refused(string? text)
    {
        Assert.That(CalendarDate.TryParse(text, out _), Is.False);
        Assert.That(() => CalendarDate.Parse(text!), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Days_compare_by_time()
    {
        var first = new CalendarDate(2026, 12, 31);
        var second = first.AddDays(1);
        Assert.That(second, Is.EqualTo(new CalendarDate(2027, 1, 1)));
        Assert.That(first < second && second > first && first <= second && second >= first && first != second, Is.True);
        Assert.That(first.CompareTo(second), Is.Negative);
    }

    [Test]
    public void A_day_that_does_not_exist_is_refused() =>
        Assert.That(() => new CalendarDate(2027, 2, 29), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
