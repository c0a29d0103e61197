using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class ResilienceOptionsTests
{
    [Test]
    public void The_defaults_are_the_documented_ones()
    {
        var options = new ResilienceOptions();

        Assert.That(options.Enabled, Is.True);
        Assert.That(options.MaxRetries, Is.EqualTo(3));
        Assert.That(options.BaseDelay, Is.EqualTo(TimeSpan.FromSeconds(0.5)));
        Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(options.TotalTimeout, Is.EqualTo(TimeSpan.FromSeconds(150)));
        Assert.That(options.MaxRetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(options.MaxConcurrentCalls, Is.EqualTo(1000));
        Assert.That(options.MaxQueuedCalls, Is.Zero);
        Assert.That(options.RateLimiter, Is.Null);
        Assert.That(options.RateLimitedOperations, Is.Null);
        Assert.That(options.CircuitBreaker.Enabled, Is.True);
        Assert.That(options.CircuitBreaker.FailureRatio, Is.EqualTo(0.5));
        Assert.That(options.CircuitBreaker.MinimumThroughput, Is.EqualTo(20));
        Assert.That(options.CircuitBreaker.SamplingDuration, Is.Null);
        Assert.That(options.CircuitBreaker.EffectiveSamplingDuration(options.AttemptTimeout), Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(options.CircuitBreaker.BreakDuration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(Violations(options), Is.Empty);
    }

    [Test]
    public void The_ends_of_the_ranges_are_inside()
    {
        var shortest = TimeSpan.FromMilliseconds(10);
        var longest = TimeSpan.FromHours(24);

        Assert.That(Violations(new ResilienceOptions { MaxRetries = 0, BaseDelay = TimeSpan.Zero, MaxRetryAfter = TimeSpan.Zero, AttemptTimeout = shortest, TotalTimeout = shortest }), Is.Empty);
        Assert.That(Violations(new ResilienceOptions { MaxRetries = int.MaxValue, BaseDelay = longest, MaxRetryAfter = longest, AttemptTimeout = longest, TotalTimeout = longest }), Is.Empty);
    }

    [Test]
    public void All_that_is_outside_is_reported_at_once()
    {
        var options = new ResilienceOptions
        {
            MaxRetries = -1,
            BaseDelay = TimeSpan.FromTicks(-1),
            MaxRetryAfter = TimeSpan.FromHours(25),
            AttemptTimeout = TimeSpan.FromHours(25),
            TotalTimeout = TimeSpan.FromMilliseconds(9),
        };

        Assert.That(
            Violations(options),
            Has.Count.EqualTo(6)
                .And.Some.Contains("R.MaxRetries")
                .And.Some.Contains("R.BaseDelay")
                .And.Some.Contains("R.MaxRetryAfter")
                .And.Some.Contains("R.AttemptTimeout is 90000 s")
                .And.Some.Contains("R.TotalTimeout is 0.009 s")
                .And.Some.Contains("longer than R.TotalTimeout"));
    }

    [Test]
    public void The_limit_of_an_attempt_may_equal_the_total_one_and_not_exceed_it()
    {
        var second = TimeSpan.FromSeconds(1);

        Assert.That(Violations(new ResilienceOptions { AttemptTimeout = second, TotalTimeout = second }), Is.Empty);
        Assert.That(Violations(new ResilienceOptions { AttemptTimeout = second + TimeSpan.FromTicks(1), TotalTimeout = second }), Has.Count.EqualTo(1));
    }

    [TestCase(10, 60)]
    [TestCase(30, 60)]
    [TestCase(31, 62)]
    [TestCase(43_200, 86_400)]
    [TestCase(86_400, 86_400)]
    public void The_time_over_which_attempts_are_counted_follows_the_limit_of_an_attempt(int attempt, int sampling) =>
        Assert.That(
            new CircuitBreakerOptions().EffectiveSamplingDuration(TimeSpan.FromSeconds(attempt)), Is.EqualTo(TimeSpan.FromSeconds(sampling)));

    [Test]
    public void It_may_equal_twice_that_limit_and_not_be_shorter()
    {
        var options = new ResilienceOptions { AttemptTimeout = TimeSpan.FromSeconds(10), CircuitBreaker = { SamplingDuration = TimeSpan.FromSeconds(20) } };
        Assert.That(Violations(options), Is.Empty);

        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(20) - TimeSpan.FromMilliseconds(1);
        Assert.That(Violations(options), Has.Count.EqualTo(1).And.Some.Contains("R.CircuitBreaker.SamplingDuration (19.999 s) is shorter than twice AttemptTimeout (10 s)"));

        options.CircuitBreaker.Enabled = false;
        Assert.That(Violations(options), Is.Empty);
    }

    [Test]
    public void What_is_outside_of_the_other_ranges_is_reported_too()
    {
        var options = new ResilienceOptions
        {
            MaxConcurrentCalls = 0,
            MaxQueuedCalls = -1,
            RateLimitedOperations = _ => true,
            CircuitBreaker = { FailureRatio = 0, MinimumThroughput = 1, BreakDuration = TimeSpan.FromSeconds(0.4), SamplingDuration = TimeSpan.FromHours(25) },
        };

        Assert.That(Violations(options), Has.Count.EqualTo(7));
        options.CircuitBreaker.FailureRatio = double.NaN;
        Assert.That(Violations(options), Has.Count.EqualTo(7));
        options.CircuitBreaker.FailureRatio = 1.01;
        Assert.That(Violations(options), Has.Count.EqualTo(7));
    }

    [TestCase(9.9)]
    [TestCase(-1)]
    [TestCase(0)]
    public void A_call_cannot_have_a_limit_that_is_too_short(double milliseconds) =>
        Assert.That(() => new RequestOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds) }, Throws.TypeOf<ArgumentOutOfRangeException>());

    private static List<string> Violations(ResilienceOptions options)
    {
        var violations = new List<string>();
        options.AddViolations("R", violations);
        return violations;
    }

    [Test]
    public async Task Options_that_are_changed_after_the_client_was_made_change_nothing()
    {
        var transport = new ScriptedTransport().Answer(503).Answer(200, """{"value":"x"}""");
        var options = TestService.Options(transport);
        using var connection = ApiConnection.Create(TestService.Description, options);

        options.Resilience.MaxRetries = 0;
        options.Resilience.Enabled = false;

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }
}
