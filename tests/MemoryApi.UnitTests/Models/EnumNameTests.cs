using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Models;

/// <summary>Open enums in a switch.</summary>
public sealed class EnumNameTests
{
    [Test]
    public void Known_values_are_case_labels_and_an_unknown_one_is_the_default()
    {
        Assert.That(new[] { EventStatus.Succeeded, EventStatus.Failed, new EventStatus("PAUSED"), default }.Select(Describe), Is.EqualTo(new[] { "done", "failed", "unknown PAUSED", "unknown " }));

        static string Describe(EventStatus status)
        {
            switch (status.Value)
            {
                case EventStatus.Names.Succeeded:
                    return "done";
                case EventStatus.Names.Failed:
                    return "failed";
                default:
                    return "unknown " + status.Value;
            }
        }
    }

    [TestCaseSource(nameof(Enums))]
    public void Each_value_has_a_constant_with_its_text(Type type)
    {
        var values = type.GetProperties(BindingFlags.Public | BindingFlags.Static).ToDictionary(property => property.Name, property => property.GetValue(null)!.ToString());
        var constants = type.GetNestedType("Names")!.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(field => field.Name, field => (string?)field.GetRawConstantValue());

        Assert.That(constants, Is.Not.Empty.And.EquivalentTo(values));
    }

    private static IEnumerable<Type> Enums() => new[] { typeof(Mem0Client), typeof(BlandClient) }
        .SelectMany(client => client.Assembly.GetExportedTypes())
        .Where(type => type.IsValueType && type.GetProperty("IsKnown") is not null);
}
