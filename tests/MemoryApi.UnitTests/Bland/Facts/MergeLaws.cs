using System.Linq;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class MergeLaws
{
    [Test]
    public void Merging_twice_is_merging_once() => Law.Holds((current, members) =>
    {
        var patch = FactPatch.From(members);
        var once = patch.ApplyTo(current);
        return Json.Text(patch.ApplyTo(once)) == Json.Text(once);
    });

    [Test]
    public void No_key_is_removed() => Law.Holds((current, members) =>
    {
        var merged = FactPatch.From(members).ApplyTo(current);
        return current.Properties().All(fact => merged.ContainsKey(fact.Name));
    });

    [Test]
    public void Keys_that_are_not_in_the_patch_stay_as_they_are() => Law.Holds((current, members) =>
    {
        var merged = FactPatch.From(members).ApplyTo(current);
        return current.Properties()
            .Where(fact => !members.ContainsKey(fact.Name))
            .All(fact => Json.Text(merged[fact.Name]!) == Json.Text(fact.Value));
    });

    [Test]
    public void Keys_of_the_patch_have_its_values() => Law.Holds((current, members) =>
    {
        var merged = FactPatch.From(members).ApplyTo(current);
        return members.Properties().All(fact => Json.Text(merged[fact.Name]!) == Json.Text(fact.Value));
    });

    [Test]
    public void There_are_no_other_keys() => Law.Holds((current, members) =>
        FactPatch.From(members).ApplyTo(current).Properties().All(fact => current.ContainsKey(fact.Name) || members.ContainsKey(fact.Name)));

    [Test]
    public void The_later_of_two_patches_wins() => Law.Holds((current, first, second) =>
    {
        var one = FactPatch.From(first);
        var two = FactPatch.From(second);
        return Json.AreSame(two.ApplyTo(one.ApplyTo(current)), FactPatch.From(two.ApplyTo(first)).ApplyTo(current));
    });

    [Test]
    public void An_empty_patch_changes_nothing() => Law.Holds(current => Json.Text(new FactPatch().ApplyTo(current)) == Json.Text(current));

    [Test]
    public void Nothing_becomes_exactly_the_patch() => Law.Holds(members => Json.Text(FactPatch.From(members).ApplyTo(null)) == Json.Text(members));

    [Test]
    public void Neither_the_facts_nor_the_patch_are_changed() => Law.Holds((current, members) =>
    {
        var patch = FactPatch.From(members);
        var (currentBefore, patchBefore) = (Json.Text(current), Json.Text(patch.ToJson()));
        foreach (var value in patch.ApplyTo(current).Descendants().OfType<JValue>().ToList())
        {
            value.Value = "changed";
        }

        foreach (var value in patch.ApplyDeeplyTo(current).Descendants().OfType<JValue>().ToList())
        {
            value.Value = "changed";
        }

        return Json.Text(current) == currentBefore && Json.Text(patch.ToJson()) == patchBefore;
    });
}
