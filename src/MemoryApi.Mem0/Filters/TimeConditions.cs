using System;
using System.Collections.Generic;

namespace MemoryApi.Mem0;

/// <summary>
/// What a filter can ask of a point in time, to the microsecond. It can ask for days, too; how the service compares a day with a time
/// of that day isn't documented, so be exact where it matters.
/// </summary>
public sealed class TimeConditions : DateConditions
{
    internal TimeConditions(string field)
        : base(field)
    {
    }

    /// <summary>It is this time exactly.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter Is(DateTimeOffset time) => new(new FieldCondition(Field, Operands.Time(time)));

    /// <summary>It is another time than this.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter IsNot(DateTimeOffset time) => Operands.Condition(Field, "ne", Operands.Time(time));

    /// <summary>It is earlier than this time.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter Before(DateTimeOffset time) => Operands.Condition(Field, "lt", Operands.Time(time));

    /// <summary>It is this time or earlier.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter UpTo(DateTimeOffset time) => Operands.Condition(Field, "lte", Operands.Time(time));

    /// <summary>It is later than this time.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter After(DateTimeOffset time) => Operands.Condition(Field, "gt", Operands.Time(time));

    /// <summary>It is this time or later.</summary>
    /// <param name="time">The time.</param>
    public MemoryFilter From(DateTimeOffset time) => Operands.Condition(Field, "gte", Operands.Time(time));

    /// <summary>It is one of these times, or one between them.</summary>
    /// <param name="first">The first time.</param>
    /// <param name="last">The last time.</param>
    /// <exception cref="ArgumentException">The last time is earlier than the first.</exception>
    public MemoryFilter Between(DateTimeOffset first, DateTimeOffset last) => first <= last
        ? Range(Operands.Time(first), Operands.Time(last))
        : throw new ArgumentException("The last time is earlier than the first.", nameof(last));

    /// <summary>It is one of these times.</summary>
    /// <param name="times">The times; at least one.</param>
    /// <exception cref="ArgumentException">There is no time.</exception>
    public MemoryFilter In(params DateTimeOffset[] times) => In((IEnumerable<DateTimeOffset>)times);

    /// <inheritdoc cref="In(DateTimeOffset[])"/>
    public MemoryFilter In(IEnumerable<DateTimeOffset> times) => Operands.Condition(Field, "in", Operands.Times(times, nameof(times)));
}
