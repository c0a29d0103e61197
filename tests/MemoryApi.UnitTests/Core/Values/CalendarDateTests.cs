using System;
using System.Collections.Generic;
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
    public void Days_are_names_in_a_dictionary()
    {
        var visits = new Dictionary<CalendarDate, int> { [new(2026, 12, 31)] = 2, [default] = 1 };

        var json = System.Text.Json.JsonSerializer.Serialize(visits);

        Assert.That(json, Is.EqualTo("""{"2026-12-31":2,"0001-01-01":1}"""));
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<Dictionary<CalendarDate, int>>(json), Is.EqualTo(visits));
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<Dictionary<CalendarDate, int>>("""{"2026\u002d12-31":2}"""), Does.ContainKey(new CalendarDate(2026, 12, 31)));
        Assert.That(
            () => System.Text.Json.JsonSerializer.Deserialize<Dictionary<CalendarDate, int>>("""{"31.12.2026":2}"""),
            Throws.InstanceOf<System.Text.Json.JsonException>().With.Message.StartsWith("A name is not a date of the form yyyy-MM-dd."));
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
