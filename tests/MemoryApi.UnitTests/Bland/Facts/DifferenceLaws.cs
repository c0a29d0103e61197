using System.Linq;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

public sealed class DifferenceLaws
{
    [Test]
    public void Merging_the_difference_gives_the_desired_facts_but_for_the_unremovable_keys() => Law.Holds((current, desired) =>
    {
        var (patch, unremovable) = FactPatch.Between(current, desired);
        var reached = patch.ApplyTo(current);
        foreach (var key in unremovable)
        {
            reached.Remove(key);
        }

        return Json.AreSame(reached, desired);
    });

    [Test]
    public void Facts_do_not_differ_from_themselves() => Law.Holds(facts =>
    {
        var (patch, unremovable) = FactPatch.Between(facts, (JObject)facts.DeepClone());
        return patch.IsEmpty && unremovable.Count == 0;
    });

    [Test]
    public void Facts_do_not_differ_from_what_is_read_when_they_arrive() => Law.Holds(facts =>
    {
        var (patch, unremovable) = FactPatch.Between(FactPatch.Parse(Json.Text(facts)).ToJson(), facts);
        return patch.IsEmpty && unremovable.Count == 0;
    });

    [Test]
    public void No_smaller_patch_would_do() => Law.Holds((current, desired) =>
        FactPatch.Between(current, desired).Patch.Keys.All(key => current[key] is not { } known || !IsSameToReader(known, desired[key]!)));

    [Test]
    public void Unremovable_are_the_keys_that_only_the_current_facts_have() => Law.Holds((current, desired) =>
        FactPatch.Between(current, desired).UnremovableKeys
            .SequenceEqual(current.Properties().Select(fact => fact.Name).Where(key => !desired.ContainsKey(key))));

    [Test]
    public void Adding_and_overwriting_is_never_unremovable() => Law.Holds((current, members) =>
        FactPatch.Between(current, FactPatch.From(members).ApplyTo(current)).UnremovableKeys.Count == 0);

    [Test]
    public void After_the_merge_nothing_is_left_to_merge() => Law.Holds((current, desired) =>
    {
        var patch = FactPatch.Between(current, desired).Patch;
        return FactPatch.Between(patch.ApplyTo(current), desired).Patch.IsEmpty;
    });

    // A double has more digits than a decimal, which numbers are read as, has places for.
    private static bool IsSameToReader(JToken left, JToken right) =>
        Json.AreSame(FactPatch.Parse(Json.Text(new JObject { ["x"] = left.DeepClone() })).ToJson(), FactPatch.Parse(Json.Text(new JObject { ["x"] = right.DeepClone() })).ToJson());
}
