using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Filters;

public sealed class FilterLaws
{
    [Test]
    public void What_the_builder_makes_passes_the_check_and_comes_back_the_same() =>
        Holds(static filter => MemoryFilter.Parse(filter.ToJson()).Equals(filter));

    [Test]
    public void Every_object_has_a_single_member_so_nothing_stands_beside_an_AND_or_OR() =>
        Holds(static filter => filter.ToJson().DescendantsAndSelf().OfType<JObject>().All(static part =>
            part.Count == 1 || (part.Parent is JProperty { Name: not ("NOT" or "AND" or "OR") } && !part.ContainsKey("AND") && !part.ContainsKey("OR"))));

    [Test]
    public void Excluding_twice_is_not_excluding() => Holds(static filter => (!!filter).Equals(filter));

    [Test]
    public void Combining_is_associative() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(ArbitraryFilters.All, ArbitraryFilters.All, ArbitraryFilters.All, static (a, b, c) =>
            ((a & b) & c).Equals(a & (b & c)) && ((a | b) | c).Equals(a | (b | c))));

    [Test]
    public void Equal_filters_have_equal_hash_codes() =>
        Holds(static filter => MemoryFilter.Parse(filter.ToJson()).GetHashCode() == filter.GetHashCode());

    [Test]
    public void A_filter_that_names_an_entity_suits_a_list() =>
        Holds(static filter => (filter & EntityScope.User("alice")).ToListJson("filter").Count == 1);

    private static void Holds(System.Func<MemoryFilter, bool> law) =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbitraryFilters.All, law));
}
