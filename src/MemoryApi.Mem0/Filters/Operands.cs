using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Writes the values of conditions in the service's format.</summary>
internal static class Operands
{
    public static JValue Text(string value, string name)
    {
        Require.NotBlank(value, name);
        return new JValue(value);
    }

    public static JArray Texts(IEnumerable<string> values, string name) => List(values, value => Text(value, name), name);

    public static JValue Id(string value, string name) => new(EntityId.Checked(value, name));

    public static JArray Ids(IEnumerable<string> values, string name) => List(values, value => Id(value, name), name);

    public static JArray Dates(IEnumerable<CalendarDate> values, string name) => List(values, Date, name);

    public static JArray Times(IEnumerable<DateTimeOffset> values, string name) => List(values, Time, name);

    public static JValue Date(CalendarDate value) => new(value.ToString());

    // The service keeps microseconds.
    public static JValue Time(DateTimeOffset value) =>
        new(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    public static MemoryFilter Condition(string field, string operation, JToken operand) =>
        new(new FieldCondition(field, new JObject { [operation] = operand }, isExclusion: operation == "ne"));

    private static JArray List<T>(IEnumerable<T> values, Func<T, JValue> operand, string name)
    {
        Require.NotNull(values, name);
        var list = new JArray(values.Select(operand));
        return list.Count > 0 ? list : throw new ArgumentException($"{name} must not be empty.", name);
    }
}
