using System.Linq;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class DeepMergeLaws
{
    [Test]
    public void Merging_twice_is_merging_once() => Law.Holds((current, members) =>
    {
        var patch = FactPatch.From(members);
        var once = patch.ApplyDeeplyTo(current);
        return Json.Text(patch.ApplyDeeplyTo(once)) == Json.Text(once);
    });

    [Test]
    public void No_member_is_removed_at_any_depth_unless_what_held_it_was_replaced() => Law.Holds((current, members) =>
        Keeps(current, members, FactPatch.From(members).ApplyDeeplyTo(current)));

    [Test]
    public void Every_member_of_the_patch_is_there_at_its_depth() => Law.Holds((current, members) =>
        Holds(members, FactPatch.From(members).ApplyDeeplyTo(current)));

    [Test]
    public void Without_nested_objects_it_is_the_shallow_merge() => Law.Holds((current, members) =>
    {
        var flat = new JObject(members.Properties().Where(fact => fact.Value is not JObject));
        return Json.Text(FactPatch.From(flat).ApplyDeeplyTo(current)) == Json.Text(FactPatch.From(flat).ApplyTo(current));
    });

    [Test]
    public void A_patch_of_the_changed_top_level_keys_gives_the_same_by_a_shallow_merge() => Law.Holds((current, members) =>
    {
        var wanted = FactPatch.From(members).ApplyDeeplyTo(current);
        var (patch, unremovable) = FactPatch.Between(current, wanted);
        return unremovable.Count == 0 && patch.Keys.All(members.ContainsKey) && Json.AreSame(patch.ApplyTo(current), wanted);
    });

    [Test]
    public void A_part_that_is_merged_back_changes_nothing() => Law.Holds((current, members) =>
    {
        var whole = FactPatch.From(members).ApplyDeeplyTo(current);
        return Json.Text(FactPatch.From(members).ApplyDeeplyTo(whole)) == Json.Text(whole);
    });

    private static bool Keeps(JObject before, JObject members, JObject after) => before.Properties().All(old =>
        after[old.Name] is { } now
        && (members[old.Name] switch
        {
            null => Json.Text(now) == Json.Text(old.Value),
            JObject inner when old.Value is JObject nested => now is JObject merged && Keeps(nested, inner, merged),
            _ => true,
        }));

    private static bool Holds(JObject members, JObject after) => members.Properties().All(member =>
        after[member.Name] is { } now
        && (member.Value is JObject inner ? now is JObject merged && Holds(inner, merged) : Json.Text(now) == Json.Text(member.Value)));
}
