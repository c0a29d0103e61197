using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Values;

public class OptionalTests
{
    [Test]
    public void The_default_is_not_set_and_null_is_a_value()
    {
        Optional<string?> unset = default;
        Optional<string?> cleared = null;
        Optional<string?> given = "x";

        Assert.That((unset.IsSet, cleared.IsSet, given.IsSet), Is.EqualTo((false, true, true)));
        Assert.That(cleared.Value, Is.Null);
        Assert.That(unset, Is.Not.EqualTo(cleared));
        Assert.That(() => unset.Value, Throws.InvalidOperationException);
        Assert.That(unset.GetValueOrDefault("fallback"), Is.EqualTo("fallback"));
    }

    [Test]
    public void Null_assigned_to_a_nullable_struct_is_a_value_too()
    {
        Optional<CalendarDate?> cleared = null;
        Assert.That(cleared.IsSet, Is.True);
    }

    [Test]
    public void What_needs_a_conversion_of_its_own_goes_through_the_constructor()
    {
        var day = new DateOnly(2027, 1, 2);
        IReadOnlyList<JToken> categories = [new JObject { ["travel"] = "Trips." }];

        var update = new UpdateMemoryRequest { ExpirationDate = new(day) };
        var ofInterface = new UpdateProjectRequest { CustomCategories = new(categories) };
        var ofList = new UpdateProjectRequest { CustomCategories = new(new List<JToken>(categories)) };
        var ofItems = new UpdateProjectRequest { CustomCategories = new([categories[0]]) };

        Assert.That(update.ExpirationDate.Value, Is.EqualTo(new CalendarDate(2027, 1, 2)));
        Assert.That(new[] { ofInterface, ofList, ofItems }.Select(request => request.CustomCategories.Value), Is.All.EqualTo(categories));
    }

    [Test]
    public void Equal_states_and_values_are_equal()
    {
        Assert.That(new Optional<int?>(1) == 1, Is.True);
        Assert.That(new Optional<int?>(1) != default, Is.True);
        Optional<int?> converted = 1;
        Assert.That(converted.GetHashCode(), Is.EqualTo(new Optional<int?>(1).GetHashCode()));
    }
}
