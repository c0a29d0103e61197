using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>Checks a law on many facts; a failure names the smallest counterexample and the seed to repeat it.</summary>
internal static class Law
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    public static void Holds(Func<JObject, bool> law) =>
        Check.One(Config, Prop.ForAll(ArbitraryFacts.Objects, facts => Require(law(facts), facts)));

    public static void Holds(Func<JObject, JObject, bool> law) =>
        Check.One(Config, Prop.ForAll(ArbitraryFacts.Objects, ArbitraryFacts.Objects, (first, second) => Require(law(first, second), first, second)));

    public static void Holds(Func<JObject, JObject, JObject, bool> law) =>
        Check.One(
            Config,
            Prop.ForAll(
                ArbitraryFacts.Objects,
                ArbitraryFacts.Objects,
                ArbitraryFacts.Objects,
                (first, second, third) => Require(law(first, second, third), first, second, third)));

    // FsCheck prints a JObject as a sequence of sequences.
    private static void Require(bool isKept, params JObject[] facts)
    {
        if (!isKept)
        {
            throw new InvalidOperationException("The law is broken by " + string.Join(" and ", facts.Select(Json.Text)));
        }
    }
}
