using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Hostile;

namespace MemoryApi.UnitTests.Models;

/// <summary>
/// Every generated model reads changed JSON: all of it is found again in what the model writes, or it is refused, and that only where it must be.
/// The seed is in the name of a failed test, so that it can be run again.
/// </summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class MutatedModelTests
{
    private static readonly int Documents = SoakLength.Of(60, 3_000);
    private static readonly JsonDocumentOptions Platform = new() { MaxDepth = JsonInput.MaxDepth };

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    [Test]
    public void Nothing_of_JSON_with_other_values_is_lost([ValueSource(nameof(Models))] GeneratedModel model, [Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var json = new MutatedJson(random);
        for (var i = 0; i < Documents; i++)
        {
            AssertKeptOrRefused(model, json.Of(model.Write(new RandomValues(random.Next()).Model(model.Type, 3))));
        }
    }

    [Test]
    public void Nothing_of_damaged_JSON_is_lost([ValueSource(nameof(Models))] GeneratedModel model, [Values(2), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Documents; i++)
        {
            var json = model.Write(new RandomValues(random.Next()).Model(model.Type, 3));
            AssertKeptOrRefused(model, Encoding.UTF8.GetString(Mutation.Of(Encoding.UTF8.GetBytes(json), random)));
        }
    }

    [TestCase("2.2250738585072014e-308")]
    [TestCase("80263187356E-334")]
    [TestCase("5e-324")]
    [TestCase("1e-400")]
    public void A_free_number_at_the_lower_end_of_a_double_is_kept(string number) =>
        AssertKeptOrRefused(GeneratedModel.All.Single(static model => model.Type == typeof(MemoryApi.Mem0.Memory)), """{"id":"a","metadata":{"n":""" + number + "}}");

    private static void AssertKeptOrRefused(GeneratedModel model, string json)
    {
        using var read = ByPlatform(json);
        if (read is not null && HasUnreadableName(read.RootElement))
        {
            return;
        }

        var isRefused = read is null || read.RootElement.ValueKind != JsonValueKind.Object || WireFidelity.IsRefused(model.Type, read.RootElement);
        object value;
        try
        {
            value = model.ReadWire(json);
        }
        catch (JsonException refusal)
        {
            Assert.That(isRefused, Is.True, () => $"refused without need: {refusal.Message}\n{json}");
            return;
        }

        Assert.That(isRefused, Is.False, () => "not refused: " + json);
        using var written = JsonDocument.Parse(model.Write(value), Platform);
        Assert.That(WireFidelity.Lost(model.Type, read!.RootElement, written.RootElement), Is.Null, () => $"lost in {written.RootElement.GetRawText()}\nof {json}");
    }

    /// <summary>Whether a name has half of a surrogate pair, which the platform doesn't give out.</summary>
    private static bool HasUnreadableName(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().Any(static member => member.Name is null || HasUnreadableName(member.Value)),
                JsonValueKind.Array => value.EnumerateArray().Any(HasUnreadableName),
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static JsonDocument? ByPlatform(string json)
    {
        try
        {
            return JsonDocument.Parse(json.TrimStart('\ufeff'), Platform);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
