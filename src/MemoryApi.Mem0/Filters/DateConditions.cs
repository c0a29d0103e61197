using System;
using System.Collections.Generic;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Filter conditions on a date.</summary>
public class DateConditions
{
    internal DateConditions(string field) => Field = field;

    internal string Field { get; }

    /// <summary>The date is this day.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter Is(CalendarDate date) => new(new FieldCondition(Field, Operands.Date(date)));

    /// <summary>The date is a different day.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter IsNot(CalendarDate date) => Operands.Condition(Field, "ne", Operands.Date(date));

    /// <summary>The date is before this day.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter Before(CalendarDate date) => Operands.Condition(Field, "lt", Operands.Date(date));

    /// <summary>The date is this day or earlier.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter UpTo(CalendarDate date) => Operands.Condition(Field, "lte", Operands.Date(date));

    /// <summary>The date is after this day.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter After(CalendarDate date) => Operands.Condition(Field, "gt", Operands.Date(date));

    /// <summary>The date is this day or later.</summary>
    /// <param name="date">The day, in UTC.</param>
    public MemoryFilter From(CalendarDate date) => Operands.Condition(Field, "gte", Operands.Date(date));

    /// <summary>The date lies between these days, or is one of them.</summary>
    /// <param name="first">The first day, in UTC.</param>
    /// <param name="last">The last day, in UTC.</param>
    /// <exception cref="ArgumentException">The last day is earlier than the first.</exception>
    public MemoryFilter Between(CalendarDate first, CalendarDate last) => first <= last
        ? Range(Operands.Date(first), Operands.Date(last))
        : throw new ArgumentException("The last day is earlier than the first.", nameof(last));

    /// <summary>The date is one of these days.</summary>
    /// <param name="dates">The days, in UTC; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public MemoryFilter In(params CalendarDate[] dates) => In((IEnumerable<CalendarDate>)dates);

    /// <inheritdoc cref="In(CalendarDate[])"/>
    public MemoryFilter In(IEnumerable<CalendarDate> dates) => Operands.Condition(Field, "in", Operands.Dates(dates, nameof(dates)));

    private protected MemoryFilter Range(JValue first, JValue last) =>
        new(new FieldCondition(Field, new JObject { ["gte"] = first, ["lte"] = last }));
}
