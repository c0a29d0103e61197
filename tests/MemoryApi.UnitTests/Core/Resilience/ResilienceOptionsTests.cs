using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;
using NUnit.Framework;
using Polly;
using Polly.CircuitBreaker;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>The options of the package: our defaults, and every member that can be set.</summary>
public sealed class ResilienceOptionsTests
{
    [Test]
    public void The_defaults_are_the_documented_ones()
    {
        var options = new TestOptions();

        Assert.That(options.UseResilience, Is.True);
        Assert.That(options.MaxRetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(options.RateLimiter, Is.Null);
        Assert.That(options.RateLimitedOperations, Is.Null);
        var resilience = options.Resilience;
        Assert.That(resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit, Is.EqualTo(1000));
        Assert.That(resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit, Is.EqualTo(10_000));
        Assert.That(resilience.TotalRequestTimeout.Timeout, Is.EqualTo(TimeSpan.FromSeconds(150)));
        Assert.That(resilience.Retry.MaxRetryAttempts, Is.EqualTo(3));
        Assert.That(resilience.Retry.Delay, Is.EqualTo(TimeSpan.FromSeconds(0.5)));
        Assert.That(resilience.Retry.BackoffType, Is.EqualTo(DelayBackoffType.Exponential));
        Assert.That(resilience.Retry.UseJitter, Is.True);
        Assert.That(resilience.Retry.ShouldRetryAfterHeader, Is.True);
        Assert.That(resilience.CircuitBreaker.FailureRatio, Is.EqualTo(0.5));
        Assert.That(resilience.CircuitBreaker.MinimumThroughput, Is.EqualTo(20));
        Assert.That(resilience.CircuitBreaker.SamplingDuration, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(resilience.CircuitBreaker.BreakDuration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(resilience.AttemptTimeout.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(Violations(options), Is.Empty);
    }

    /// <summary>The members that can be set, with a value that isn't the default. One that is missing here is new in the package: decide what it means.</summary>
    private static readonly Dictionary<string, object> Rows = new()
    {
        ["RateLimiter.Name"] = "n",
        ["RateLimiter.DefaultRateLimiterOptions.PermitLimit"] = 7,
        ["RateLimiter.DefaultRateLimiterOptions.QueueLimit"] = 8,
        ["RateLimiter.DefaultRateLimiterOptions.QueueProcessingOrder"] = QueueProcessingOrder.NewestFirst,
        ["RateLimiter.RateLimiter"] = (Func<Polly.RateLimiting.RateLimiterArguments, ValueTask<RateLimitLease>>)(_ => default),
        ["RateLimiter.OnRejected"] = (Func<Polly.RateLimiting.OnRateLimiterRejectedArguments, ValueTask>)(_ => default),
        ["TotalRequestTimeout.Name"] = "n",
        ["TotalRequestTimeout.Timeout"] = TimeSpan.FromSeconds(100),
        ["TotalRequestTimeout.TimeoutGenerator"] = (Func<Polly.Timeout.TimeoutGeneratorArguments, ValueTask<TimeSpan>>)(_ => default),
        ["TotalRequestTimeout.OnTimeout"] = (Func<Polly.Timeout.OnTimeoutArguments, ValueTask>)(_ => default),
        ["Retry.Name"] = "n",
        ["Retry.MaxRetryAttempts"] = 9,
        ["Retry.BackoffType"] = DelayBackoffType.Linear,
        ["Retry.UseJitter"] = false,
        ["Retry.Delay"] = TimeSpan.FromSeconds(3),
        ["Retry.MaxDelay"] = TimeSpan.FromSeconds(4),
        ["Retry.ShouldHandle"] = (Func<Polly.Retry.RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>>)(_ => default),
        ["Retry.DelayGenerator"] = (Func<Polly.Retry.RetryDelayGeneratorArguments<HttpResponseMessage>, ValueTask<TimeSpan?>>)(_ => default),
        ["Retry.OnRetry"] = (Func<Polly.Retry.OnRetryArguments<HttpResponseMessage>, ValueTask>)(_ => default),
        ["Retry.Randomizer"] = (Func<double>)(() => 0.5),
        ["Retry.ShouldRetryAfterHeader"] = false,
        ["CircuitBreaker.Name"] = "n",
        ["CircuitBreaker.FailureRatio"] = 0.25,
        ["CircuitBreaker.MinimumThroughput"] = 30,
        ["CircuitBreaker.SamplingDuration"] = TimeSpan.FromSeconds(99),
        ["CircuitBreaker.BreakDuration"] = TimeSpan.FromSeconds(9),
        ["CircuitBreaker.BreakDurationGenerator"] = (Func<BreakDurationGeneratorArguments, ValueTask<TimeSpan>>)(_ => default),
        ["CircuitBreaker.ShouldHandle"] = (Func<CircuitBreakerPredicateArguments<HttpResponseMessage>, ValueTask<bool>>)(_ => default),
        ["CircuitBreaker.OnOpened"] = (Func<OnCircuitOpenedArguments<HttpResponseMessage>, ValueTask>)(_ => default),
        ["CircuitBreaker.OnClosed"] = (Func<OnCircuitClosedArguments<HttpResponseMessage>, ValueTask>)(_ => default),
        ["CircuitBreaker.OnHalfOpened"] = (Func<OnCircuitHalfOpenedArguments, ValueTask>)(_ => default),
        ["CircuitBreaker.ManualControl"] = new CircuitBreakerManualControl(),
        ["CircuitBreaker.StateProvider"] = new CircuitBreakerStateProvider(),
        ["AttemptTimeout.Name"] = "n",
        ["AttemptTimeout.Timeout"] = TimeSpan.FromSeconds(20),
        ["AttemptTimeout.TimeoutGenerator"] = (Func<Polly.Timeout.TimeoutGeneratorArguments, ValueTask<TimeSpan>>)(_ => default),
        ["AttemptTimeout.OnTimeout"] = (Func<Polly.Timeout.OnTimeoutArguments, ValueTask>)(_ => default),
    };

    [Test]
    public void There_is_a_row_for_each_member_that_can_be_set() =>
        Assert.That(Members(typeof(HttpStandardResilienceOptions), "").Order(), Is.EqualTo(Rows.Keys.Order()));

    [TestCaseSource(nameof(Names))]
    public void Each_is_copied_when_the_client_is_made(string member)
    {
        var options = new TestOptions().Resilience;
        Set(options, member, Rows[member]);

        var copy = ResilienceOptionsCopy.Of(options);
        Assert.That(Get(copy, member), Is.EqualTo(Rows[member]));

        foreach (var other in Rows.Keys.Where(other => other != member && !(member == "Retry.ShouldRetryAfterHeader" && other == "Retry.DelayGenerator")))
        {
            Assert.That(Get(copy, other), Is.EqualTo(Get(new TestOptions().Resilience, other)).Or.EqualTo(Get(options, other)), other);
        }

        Set(options, member, Get(new TestOptions().Resilience, member));
        Assert.That(Get(copy, member), Is.EqualTo(Rows[member]), "the copy stands by itself");
    }

    [TestCaseSource(nameof(References))]
    public void A_part_that_is_null_is_refused_by_name(string member)
    {
        var options = new TestOptions();
        Set(options.Resilience, member, null);

        Assert.That(Violations(options), Has.Count.EqualTo(1).And.Some.Contains($"TestOptions.Resilience.{member} is null"));
    }

    [Test]
    public void The_ends_of_the_ranges_are_inside()
    {
        var shortest = TimeSpan.FromMilliseconds(10);
        var longest = TimeSpan.FromHours(24);

        Assert.That(Violations(Options(resilience =>
        {
            resilience.Retry.MaxRetryAttempts = 0;
            resilience.Retry.Delay = TimeSpan.Zero;
            resilience.AttemptTimeout.Timeout = shortest;
            resilience.TotalRequestTimeout.Timeout = shortest;
            resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(0.5);
            resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(0.5);
            resilience.CircuitBreaker.MinimumThroughput = 2;
            resilience.CircuitBreaker.FailureRatio = 1;
        })), Is.Empty);
        Assert.That(Violations(Options(resilience =>
        {
            resilience.Retry.MaxRetryAttempts = int.MaxValue;
            resilience.Retry.Delay = longest;
            resilience.Retry.MaxDelay = longest;
            resilience.AttemptTimeout.Timeout = TimeSpan.FromHours(12);
            resilience.TotalRequestTimeout.Timeout = longest;
            resilience.CircuitBreaker.SamplingDuration = longest;
            resilience.CircuitBreaker.BreakDuration = longest;
        })), Is.Empty);
    }

    [Test]
    public void All_that_is_outside_is_reported_at_once()
    {
        var options = Options(resilience =>
        {
            resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 0;
            resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = -1;
            resilience.Retry.MaxRetryAttempts = -1;
            resilience.Retry.Delay = TimeSpan.FromTicks(-1);
            resilience.Retry.MaxDelay = TimeSpan.FromHours(25);
            resilience.Retry.BackoffType = (DelayBackoffType)9;
            resilience.CircuitBreaker.FailureRatio = double.NaN;
            resilience.CircuitBreaker.MinimumThroughput = 1;
            resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(0.4);
            resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(0.4);
            resilience.AttemptTimeout.Timeout = TimeSpan.FromHours(25);
            resilience.TotalRequestTimeout.Timeout = TimeSpan.FromMilliseconds(9);
        });
        options.MaxRetryAfter = TimeSpan.FromHours(25);
        options.RateLimitedOperations = _ => true;

        Assert.That(
            () => ApiConnection.Create(TestService.Description, options),
            Throws.ArgumentException
                .With.Message.Contains("PermitLimit is 0")
                .And.Message.Contains("QueueLimit is -1")
                .And.Message.Contains("MaxRetryAttempts is -1")
                .And.Message.Contains("Retry.Delay is")
                .And.Message.Contains("Retry.MaxDelay is 90000 s")
                .And.Message.Contains("BackoffType is 9")
                .And.Message.Contains("FailureRatio is NaN")
                .And.Message.Contains("MinimumThroughput is 1")
                .And.Message.Contains("BreakDuration is 0.4 s")
                .And.Message.Contains("SamplingDuration is 0.4 s")
                .And.Message.Contains("AttemptTimeout.Timeout is 90000 s")
                .And.Message.Contains("TotalRequestTimeout.Timeout is 0.009 s")
                .And.Message.Contains("is longer than TestOptions.Resilience.TotalRequestTimeout")
                .And.Message.Contains("is shorter than twice TestOptions.Resilience.AttemptTimeout")
                .And.Message.Contains("TestOptions.MaxRetryAfter is 90000 s")
                .And.Message.Contains("TestOptions.RateLimitedOperations is set"));
    }

    [Test]
    public void Each_value_outside_of_its_range_is_named_with_the_range()
    {
        foreach (var (configure, text) in new (Action<HttpStandardResilienceOptions> Configure, string Text)[]
        {
            (resilience => resilience.RateLimiter.DefaultRateLimiterOptions.PermitLimit = 0, "RateLimiter.DefaultRateLimiterOptions.PermitLimit is 0; it must be 1 or more."),
            (resilience => resilience.RateLimiter.DefaultRateLimiterOptions.QueueLimit = -1, "RateLimiter.DefaultRateLimiterOptions.QueueLimit is -1; it must be 0 or more."),
            (resilience => resilience.RateLimiter.DefaultRateLimiterOptions.QueueProcessingOrder = (QueueProcessingOrder)9, "RateLimiter.DefaultRateLimiterOptions.QueueProcessingOrder is 9; it must be one of OldestFirst, NewestFirst."),
            (resilience => resilience.Retry.MaxRetryAttempts = -1, "Retry.MaxRetryAttempts is -1; it must be 0 or more."),
            (resilience => resilience.Retry.Delay = TimeSpan.FromSeconds(-1.5), "Retry.Delay is -1.5 s; it must be 0 s to 86400 s."),
            (resilience => resilience.Retry.Delay = TimeSpan.FromSeconds(86400.5), "Retry.Delay is 86400.5 s; it must be 0 s to 86400 s."),
            (resilience => resilience.Retry.MaxDelay = TimeSpan.FromSeconds(-1), "Retry.MaxDelay is -1 s; it must be 0 s to 86400 s."),
            (resilience => resilience.Retry.BackoffType = (DelayBackoffType)9, "Retry.BackoffType is 9; it must be one of Constant, Linear, Exponential."),
            (resilience => resilience.CircuitBreaker.FailureRatio = -0.1, "CircuitBreaker.FailureRatio is -0.1; it must be 0 to 1."),
            (resilience => resilience.CircuitBreaker.FailureRatio = 1.1, "CircuitBreaker.FailureRatio is 1.1; it must be 0 to 1."),
            (resilience => resilience.CircuitBreaker.MinimumThroughput = 1, "CircuitBreaker.MinimumThroughput is 1; it must be 2 or more."),
            (resilience => resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(0.4), "CircuitBreaker.BreakDuration is 0.4 s; it must be 0.5 s to 86400 s."),
            (resilience => resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(86401), "CircuitBreaker.SamplingDuration is 86401 s; it must be 0.5 s to 86400 s."),
            (resilience => resilience.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(9), "AttemptTimeout.Timeout is 0.009 s; it must be 0.01 s to 86400 s."),
            (resilience => resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(86401), "TotalRequestTimeout.Timeout is 86401 s; it must be 0.01 s to 86400 s."),
            (resilience => resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(29), "AttemptTimeout (30 s) is longer than TestOptions.Resilience.TotalRequestTimeout (29 s)."),
            (resilience => resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(59), "CircuitBreaker.SamplingDuration (59 s) is shorter than twice TestOptions.Resilience.AttemptTimeout (30 s)."),
            (resilience => resilience.Retry = null!, "Retry is null; leave it at its default."),
        })
        {
            Assert.That(Violations(Options(configure)), Is.EqualTo(new[] { "TestOptions.Resilience." + text }));
        }
    }

    [Test]
    public void A_limit_that_is_generated_is_compared_with_no_other()
    {
        Assert.That(Violations(Options(resilience =>
        {
            resilience.AttemptTimeout.TimeoutGenerator = static _ => default;
            resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(29);
            resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(59);
        })), Is.Empty);
        Assert.That(Violations(Options(resilience =>
        {
            resilience.TotalRequestTimeout.TimeoutGenerator = static _ => default;
            resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(29);
        })), Is.Empty);
    }

    [Test]
    public void A_state_provider_of_another_client_is_refused_by_name()
    {
        var options = TestService.Options(new ScriptedTransport(), made => made.Resilience.CircuitBreaker.StateProvider = new CircuitBreakerStateProvider());
        using var first = ApiConnection.Create(TestService.Description, options);

        Assert.That(
            () => ApiConnection.Create(TestService.Description, options),
            Throws.ArgumentException.With.Message.StartWith("TestOptions.Resilience.CircuitBreaker.StateProvider belongs to another client"));
    }

    [Test]
    public void The_limit_of_an_attempt_may_equal_the_total_one_and_half_the_sampling_time_and_not_exceed_them()
    {
        var options = Options(resilience =>
        {
            resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(1);
            resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(1);
            resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(2);
        });
        Assert.That(Violations(options), Is.Empty);

        options.Resilience.AttemptTimeout.Timeout += TimeSpan.FromMilliseconds(1);
        Assert.That(Violations(options), Has.Count.EqualTo(2));

        options.UseResilience = false;
        Assert.That(Violations(options), Is.Empty, "what isn't used isn't checked");
    }

    [TestCase(9.9)]
    [TestCase(-1)]
    [TestCase(0)]
    public void A_call_cannot_have_a_limit_that_is_too_short(double milliseconds) =>
        Assert.That(() => new RequestOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds) }, Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Options_that_are_changed_after_the_client_was_made_change_nothing()
    {
        var transport = new ScriptedTransport().Respond(503).Respond(200, """{"value":"x"}""");
        var options = TestService.Options(transport);
        using var connection = ApiConnection.Create(TestService.Description, options);

        options.Resilience.Retry.MaxRetryAttempts = 0;
        options.UseResilience = false;

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }

    private static IEnumerable<string> Names() => Rows.Keys;

    private static IEnumerable<string> References() =>
        ["RateLimiter", "RateLimiter.DefaultRateLimiterOptions", "TotalRequestTimeout", "Retry", "Retry.ShouldHandle", "Retry.Randomizer", "CircuitBreaker", "CircuitBreaker.ShouldHandle", "AttemptTimeout"];

    private static IEnumerable<string> Members(Type type, string path)
    {
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            var isPart = property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);
            foreach (var member in isPart ? Members(property.PropertyType, path + property.Name + ".") : [path + property.Name])
            {
                yield return member;
            }
        }
    }

    private static object? Get(object options, string member)
    {
        var (part, property) = Find(options, member);
        return property.GetValue(part);
    }

    private static void Set(object options, string member, object? value)
    {
        var (part, property) = Find(options, member);
        property.SetValue(part, value);
    }

    private static (object Part, PropertyInfo Property) Find(object part, string member)
    {
        var path = member.Split('.');
        foreach (var name in path[..^1])
        {
            part = part.GetType().GetProperty(name)!.GetValue(part)!;
        }

        return (part, part.GetType().GetProperty(path[^1])!);
    }

    private static TestOptions Options(Action<HttpStandardResilienceOptions> configure)
    {
        var options = new TestOptions { ApiKey = "k" };
        configure(options.Resilience);
        return options;
    }

    private static IReadOnlyList<string> Violations(TestOptions options)
    {
        options.ApiKey = "k";
        return ApiClientOptionsRules.Violations(options, TestService.Description);
    }
}
