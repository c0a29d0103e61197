using System;
using System.Diagnostics;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Requests;

/// <summary>Limits of texts are checked as the specification means them, and never stop a call for another reason.</summary>
public sealed class TextLimitTests
{
    [TestCase("😀😀😀", 3, 3)]
    [TestCase("a😀b", 3, 3)]
    [TestCase("e\u0301", 2, 2)]
    [TestCase("", 0, 0)]
    public void Lengths_count_code_points(string text, int minLength, int maxLength)
    {
        Assert.That(() => Require.Text(text, "Name", minLength: minLength, maxLength: maxLength), Throws.Nothing);
        Assert.That(() => Require.Text(text, "Name", minLength: minLength + 1), Throws.ArgumentException.With.Message.Contains($"has {maxLength} characters"));
        Assert.That(
            () => Require.Text(text + "😀", "Name", maxLength: maxLength),
            Throws.ArgumentException.With.Message.Contains($"has {maxLength + 1} characters; the service takes at most {maxLength}"));
    }

    [Test]
    public void A_pattern_that_takes_forever_lets_the_service_decide()
    {
        var startedAt = Stopwatch.GetTimestamp();

        Assert.That(() => Require.Text(new string('a', 40) + "!", "Name", pattern: @"^(\w+\s?)*$"), Throws.Nothing);
        Assert.That(Stopwatch.GetElapsedTime(startedAt), Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public void A_pattern_that_does_not_match_is_refused_before_sending() =>
        Assert.That(() => Require.Text("abc", "Name", pattern: "^[0-9]+$"), Throws.ArgumentException.With.Message.Contains("^[0-9]+$"));
}
