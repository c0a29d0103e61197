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

    [TestCaseSource(nameof(Enums))]
    public void Any_text_but_the_empty_one_is_parsed(Type type)
    {
        var known = type.GetNestedType("Names")!.GetFields()[0].GetRawConstantValue();
        foreach (var text in new[] { known, "unheard of", " ", "größe 😀" })
        {
            Assert.That(TryParse(type, text), Is.EqualTo((true, Activator.CreateInstance(type, text))));
        }

        Assert.That(TryParse(type, ""), Is.EqualTo((false, Activator.CreateInstance(type))));
        Assert.That(TryParse(type, null), Is.EqualTo((false, Activator.CreateInstance(type))));
    }

    private static (bool IsParsed, object? Value) TryParse(Type type, object? text)
    {
        object?[] arguments = [text, null];
        var isParsed = (bool)type.GetMethod("TryParse", [typeof(string), type.MakeByRefType()])!.Invoke(null, arguments)!;
        return (isParsed, arguments[1]);
    }

    private static IEnumerable<Type> Enums() => new[] { typeof(Mem0Client), typeof(BlandClient) }
        .SelectMany(client => client.Assembly.GetExportedTypes())
        .Where(type => type.IsValueType && type.GetProperty("IsKnown") is not null);
}
