using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Finds the differences between a response and a prediction.</summary>
internal static class FactDeviations
{
    /// <summary>Compares only the keys that were sent. Without the previous facts, nothing is known about other keys.</summary>
    public static List<FactDeviation> AtSentKeys(JObject sent, JObject actual)
    {
        var deviations = new List<FactDeviation>();
        foreach (var fact in sent)
        {
            AddIfAny(deviations, fact.Key, sent, predicted: fact.Value!, actual[fact.Key]);
        }

        return deviations;
    }

    /// <summary>Compares all keys. Deviations of predicted keys come first.</summary>
    public static List<FactDeviation> AtAllKeys(JObject sent, JObject predicted, JObject actual)
    {
        var deviations = new List<FactDeviation>();
        foreach (var fact in predicted)
        {
            AddIfAny(deviations, fact.Key, sent, fact.Value!, actual[fact.Key]);
        }

        foreach (var fact in actual)
        {
            if (!predicted.ContainsKey(fact.Key))
            {
                deviations.Add(new FactDeviation(fact.Key, FactDeviationKind.Unexpected, predicted: null, fact.Value));
            }
        }

        return deviations;
    }

    private static void AddIfAny(List<FactDeviation> deviations, string key, JObject sent, JToken predicted, JToken? actual)
    {
        if (actual is null || !FactEquality.AreEqual(predicted, actual))
        {
            deviations.Add(new FactDeviation(key, KindOf(isSent: sent.ContainsKey(key), predicted, actual), predicted, actual));
        }
    }

    private static FactDeviationKind KindOf(bool isSent, JToken predicted, JToken? actual) => actual switch
    {
        null when isSent && predicted.Type == JTokenType.Null => FactDeviationKind.RemovedByNull,
        null => FactDeviationKind.Missing,
        JObject whole when isSent && predicted is JObject members && DeepMerge.IsContained(members, whole) => FactDeviationKind.NestedMerge,
        _ => FactDeviationKind.Different,
    };
}
