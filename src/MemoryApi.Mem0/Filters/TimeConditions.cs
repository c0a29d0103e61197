using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>
/// Filter conditions on a point in time, to the microsecond. Days are accepted as well, but the service doesn't document how it compares a day with a time of that
/// day. Use exact times where that matters.
/// </summary>
public sealed class TimeConditions : DateConditions
{
    internal TimeConditions(string field)
        : base(field)
    {
    }

    /// <summary>The time is exactly this.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter Is(DateTimeOffset time) => new(new FieldCondition(Field, Operands.Time(time)));

    /// <summary>The time is a different one.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter IsNot(DateTimeOffset time) => Operands.Condition(Field, "ne", Operands.Time(time));

    /// <summary>The time is before this.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter Before(DateTimeOffset time) => Operands.Condition(Field, "lt", Operands.Time(time));

    /// <summary>The time is this or earlier.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter UpTo(DateTimeOffset time) => Operands.Condition(Field, "lte", Operands.Time(time));

    /// <summary>The time is after this.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter After(DateTimeOffset time) => Operands.Condition(Field, "gt", Operands.Time(time));

    /// <summary>The time is this or later.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter From(DateTimeOffset time) => Operands.Condition(Field, "gte", Operands.Time(time));

    /// <summary>The time lies between these, or is one of them.</summary>
    /// <param name="first">The first time.</param>
    /// <param name="last">The last time.</param>
    /// <exception cref="ArgumentException">The last time is earlier than the first.</exception>
    public MemoryFilter Between(DateTimeOffset first, DateTimeOffset last) => first <= last
        ? Range(Operands.Time(first), Operands.Time(last))
        : throw new ArgumentException("The last time is earlier than the first.", nameof(last));

    /// <summary>The time is one of these.</summary>
    /// <param name="times">The times; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public MemoryFilter In(params DateTimeOffset[] times) => In((IEnumerable<DateTimeOffset>)times);

    /// <inheritdoc cref="In(DateTimeOffset[])"/>
    public MemoryFilter In(IEnumerable<DateTimeOffset> times) => Operands.Condition(Field, "in", Operands.Times(times, nameof(times)));
}
