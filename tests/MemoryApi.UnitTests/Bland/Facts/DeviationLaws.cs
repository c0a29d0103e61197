using System;
using System.Linq;
using MemoryApi.Bland;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>A service that merges otherwise is reported at the very keys where that shows.</summary>
public sealed class DeviationLaws
{
    [Test]
    public void A_service_that_merges_as_predicted_has_no_deviation() => Law.Holds((current, members) =>
        Report(current, members, FactTransport.Shallow).IsAsPredicted);

    [Test]
    public void A_service_that_merges_nested_objects_deviates_where_the_stored_object_had_more() => Law.Holds((current, members) =>
    {
        var report = Report(current, members, FactTransport.Deep);
        var expected = members.Properties()
            .Where(member => !Json.AreSame(report.Facts[member.Name]!, member.Value))
            .Select(member => member.Name);
        return report.Deviations.Select(deviation => deviation.Key).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal))
            && report.Deviations.All(deviation => deviation.Kind == FactDeviationKind.NestedMerge);
    });

    [Test]
    public void A_service_that_removes_keys_on_null_deviates_at_the_nulls() => Law.Holds((current, members) =>
    {
        var report = Report(current, members, FactTransport.NullRemoves);
        var nulls = members.Properties().Where(member => member.Value.Type == JTokenType.Null).Select(member => member.Name);
        return report.Deviations.Select(deviation => deviation.Key).Order(StringComparer.Ordinal).SequenceEqual(nulls.Order(StringComparer.Ordinal))
            && report.Deviations.All(deviation => deviation.Kind == FactDeviationKind.RemovedByNull);
    });

    [Test]
    public void Another_writer_is_reported_key_by_key() => Law.Holds((current, members, other) =>
    {
        var report = Report(current, members, (facts, sent) =>
        {
            FactTransport.Shallow(facts, sent);
            FactTransport.Shallow(facts, other);
        });
        var expected = other.Properties()
            .Where(fact => report.Predicted[fact.Name] is not { } predicted || !FactEquality.AreEqual(predicted, fact.Value))
            .Select(fact => fact.Name);
        return report.Deviations.Select(deviation => deviation.Key).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal));
    });

    [Test]
    public void Each_key_is_added_changed_kept_or_removed() => Law.Holds((current, after) =>
    {
        var report = new FactMergeReport(new ContactMemory { Facts = after }, new FactPatch(), current);
        return report.Added.Concat(report.Changed).Concat(report.Kept).Concat(report.Removed).Order(StringComparer.Ordinal)
            .SequenceEqual(current.Properties().Concat(after.Properties()).Select(fact => fact.Name).Distinct().Order(StringComparer.Ordinal));
    });

    [Test]
    public void Without_the_facts_from_before_the_sent_keys_are_checked_in_the_same_way() => Law.Holds((current, members) =>
    {
        foreach (var merge in new Action<JObject, JObject>[] { FactTransport.Shallow, FactTransport.Deep, FactTransport.NullRemoves })
        {
            var report = Report(current, members, merge);
            var result = new FactMergeResult(report.Memory, FactPatch.From(members));
            if (!Describe(result).SequenceEqual(Describe(report)))
            {
                return false;
            }
        }

        return true;

        static string[] Describe(FactMergeResult result) =>
            [.. result.Deviations.Select(deviation => $"{deviation.Key} {deviation.Kind}").Order(StringComparer.Ordinal)];
    });

    private static FactMergeReport Report(JObject current, JObject members, Action<JObject, JObject> merge)
    {
        var patch = FactPatch.From(members);
        var facts = (JObject)current.DeepClone();
        merge(facts, patch.ToJson());
        return new FactMergeReport(new ContactMemory { Facts = facts }, patch, current);
    }
}
