using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Json;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.UnitTests.Hostile;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.UnitTests.Json;

/// <summary>
/// Our reader of tokens, Newtonsoft's and <see cref="JsonDocument"/> agree on every value of random documents. Newtonsoft reads more than
/// JSON: where <see cref="JsonDocument"/> refuses, ours does. The seed is in the name of a failed test, so that it can be run again.
/// </summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class DifferentialTests
{
    // For each of two seeds and two tests.
    private static readonly int Documents = SoakLength.Of(5_000, 250_000);
    private static readonly TimeSpan LongestDocument = TimeSpan.FromSeconds(10);
    private static readonly JsonDocumentOptions Platform = new() { MaxDepth = JsonTokens.MaxDepth };

    [Test]
    public void Random_documents_have_the_same_values_for_all_three([Values(20261127), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var json = new RandomJson(random);
        for (var i = 0; i < Documents; i++)
        {
            var document = Encoding.UTF8.GetBytes(json.Document());

            Assert.That(IsRead(random.Next(10) == 0 ? [0xEF, 0xBB, 0xBF, .. document] : document), Is.True, () => Shown(i, document));
        }
    }

    [Test]
    public void Mutated_documents_have_the_same_values_or_are_refused([Values(20261128), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var json = new RandomJson(random);
        var read = 0;
        for (var i = 0; i < Documents; i++)
        {
            read += IsRead(Mutation.Of(Encoding.UTF8.GetBytes(json.Document()), random)) ? 1 : 0;
        }

        Assert.That(read, Is.InRange(Documents / 20, Documents * 19 / 20), "some are JSON and some aren't");
    }

    /// <summary>Whether the document was read; fails when the three don't agree on it.</summary>
    private static bool IsRead(byte[] utf8)
    {
        // Wrong bytes count as U+FFFD.
        var text = Encoding.UTF8.GetString(utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8.AsSpan(3) : utf8);
        var clock = Stopwatch.StartNew();
        var ours = Ours(utf8);
        Assert.That(clock.Elapsed, Is.LessThan(LongestDocument), () => Shown(utf8));
        using var platform = ByPlatform(text);

        Assert.That(ours is null, Is.EqualTo(platform is null), () => "read by one and refused by the other: " + Shown(utf8));
        AssertObject(text, ours, utf8);
        if (ours is null)
        {
            return false;
        }

        Assert.That(JsonAgreement.Difference(ours, platform!.RootElement), Is.Null, () => Shown(utf8));
        Assert.That(ByNewtonsoft(text) is { } newtonsoft ? JsonAgreement.Difference(ours, newtonsoft) : null, Is.Null, () => Shown(utf8));
        return true;
    }

    private static JToken? Ours(byte[] utf8)
    {
        try
        {
            return JsonTokens.Parse(utf8);
        }
        catch (JsonException refusal)
        {
            Assert.That(refusal.Message, Does.Match(@"^(The JSON can't be read|Something follows the JSON value)\. Line [1-9]\d*, position [1-9]\d*\.$"), () => Shown(utf8));
            return null;
        }
    }

    /// <summary>The text as the metadata of a user: the same object, or refused by the one exception that is documented.</summary>
    private static void AssertObject(string text, JToken? ours, byte[] utf8)
    {
        JObject? parsed = null;
        try
        {
            parsed = JsonText.ParseObject(text);
        }
        catch (ArgumentException refusal)
        {
            Assert.That(refusal.ParamName, Is.EqualTo("json"), () => Shown(utf8));
        }

        // A text with half of a surrogate pair is refused here.
        Assert.That(parsed is null, Is.EqualTo(ours is not JObject || HasHalf(text)), () => Shown(utf8));
        Assert.That(parsed is null || JToken.DeepEquals(parsed, ours), Is.True, () => Shown(utf8));
    }

    private static JsonDocument? ByPlatform(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Platform);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JToken? ByNewtonsoft(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = null };
        try
        {
            var token = JToken.ReadFrom(reader);
            Assert.That(reader.Read(), Is.False);
            return token;
        }
        catch (JsonReaderException failure) when (failure.Message.Contains("too large to parse", StringComparison.Ordinal))
        {
            // It gives up on whole numbers of more than 380 digits.
            return null;
        }
    }

    /// <summary>Whether a string of the JSON has half of a surrogate pair, by the writing alone.</summary>
    private static bool HasHalf(string json)
    {
        var isHigh = false;
        for (var i = 0; i < json.Length; i++)
        {
            var isEscape = json[i] == '\\' && json[i + 1] == 'u';
            var unit = isEscape ? (char)Convert.ToUInt16(json.Substring(i + 2, 4), 16) : json[i];
            i += isEscape ? 5 : json[i] == '\\' ? 1 : 0;
            if (isHigh != char.IsLowSurrogate(unit))
            {
                return true;
            }

            isHigh = char.IsHighSurrogate(unit);
        }

        return isHigh;
    }

    private static string Shown(byte[] utf8) => Convert.ToBase64String(utf8.AsSpan(0, Math.Min(utf8.Length, 4_000)));

    private static string Shown(int number, byte[] utf8) => $"document {number}: {Shown(utf8)}";
}
