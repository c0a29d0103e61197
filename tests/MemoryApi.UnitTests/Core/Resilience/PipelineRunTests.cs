using System;
using System.Linq;
using System.Net.Http;
using System.Threading;
using MemoryApi.Core;
using Microsoft.Extensions.Time.Testing;
using Polly;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>How much time a call and its attempts have.</summary>
public sealed class PipelineRunTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public void Without_a_limit_there_is_time_without_end()
    {
        using var call = Call();
        var run = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);

        Assert.That((run.TimeLeft(), run.HasRunOut, run.LimitThatRanOut()), Is.EqualTo((TimeSpan.MaxValue, false, (TimeSpan?)null)));
        Assert.That(run.BeginAttempt(Timeout.InfiniteTimeSpan), Is.EqualTo(Timeout.InfiniteTimeSpan));
        Assert.That(run.LimitThatRanOut(), Is.Null);
        Assert.That(run.BeginAttempt(3 * Second), Is.EqualTo(3 * Second));
        _clock.Advance((3 * Second) - TimeSpan.FromMilliseconds(21));
        Assert.That(run.LimitThatRanOut(), Is.Null, "something else has ended the attempt");
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(run.LimitThatRanOut(), Is.EqualTo(3 * Second), "a timer may fire a little early");
    }

    [Test]
    public void An_attempt_may_take_no_longer_than_what_is_left_for_all()
    {
        using var call = Call();
        var run = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        run.BeginTotal(10 * Second);

        Assert.That(run.BeginAttempt(10 * Second), Is.EqualTo(10 * Second));
        _clock.Advance(4 * Second);
        Assert.That((run.BeginAttempt(5 * Second), run.BeginAttempt(7 * Second), run.BeginAttempt(Timeout.InfiniteTimeSpan)), Is.EqualTo((5 * Second, 6 * Second, 6 * Second)));
        Assert.That((run.HasRunOut, run.LimitThatRanOut()), Is.EqualTo((false, (TimeSpan?)null)), "the attempt has no limit of its own");
    }

    [Test]
    public void A_timer_that_fires_early_ends_the_call_and_not_only_the_attempt_when_it_was_set_to_the_time_left_for_all()
    {
        using var call = Call();
        var run = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        run.BeginTotal(10 * Second);
        run.BeginAttempt(12 * Second);
        var ended = new[] { run.LimitThatRanOut() }.ToList();
        foreach (var left in new[] { 21, 20, 1, 0 })
        {
            _clock.Advance(run.TimeLeft() - TimeSpan.FromMilliseconds(left));
            ended.Add(run.LimitThatRanOut());
        }

        Assert.That(ended, Is.EqualTo(new TimeSpan?[] { null, null, 10 * Second, 10 * Second, 10 * Second }));
    }

    [Test]
    public void An_attempt_with_a_shorter_limit_of_its_own_ends_by_it_until_the_very_end_of_the_call()
    {
        using var call = Call();
        var run = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        run.BeginTotal(10 * Second);
        run.BeginAttempt(9 * Second);
        _clock.Advance((10 * Second) - TimeSpan.FromMilliseconds(1));

        Assert.That((run.HasRunOut, run.LimitThatRanOut()), Is.EqualTo((false, (TimeSpan?)(9 * Second))));
    }

    [Test]
    public void A_limit_has_run_out_at_its_very_end_and_a_last_attempt_is_ended_at_once()
    {
        using var call = Call();
        var run = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        run.BeginTotal(10 * Second);
        _clock.Advance((10 * Second) - TimeSpan.FromTicks(1));

        Assert.That(run.HasRunOut, Is.False);
        Assert.That(run.BeginAttempt(Second), Is.EqualTo(TimeSpan.FromMilliseconds(1)), "no timer is shorter");
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((run.HasRunOut, run.TimeLeft(), run.LimitThatRanOut()), Is.EqualTo((true, TimeSpan.Zero, (TimeSpan?)(10 * Second))));
        Assert.That(run.BeginAttempt(Second), Is.EqualTo(TimeSpan.FromMilliseconds(1)));
    }

    [Test]
    public void A_limit_of_the_call_itself_began_with_the_call_and_one_of_the_options_with_the_pipeline()
    {
        using var call = Call();
        _clock.Advance(2 * Second);
        var own = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        own.BeginTotalWithCall(10 * Second);
        var ofOptions = new PipelineRun(call, ResiliencePipeline<HttpResponseMessage>.Empty, null);
        ofOptions.BeginTotal(10 * Second);

        Assert.That((own.TimeLeft(), ofOptions.TimeLeft()), Is.EqualTo((8 * Second, 10 * Second)));
        Assert.That((own.Total, ofOptions.Total), Is.EqualTo((10 * Second, 10 * Second)));
    }

    private ApiCall Call() => new(TestService.Request().Operation, null, new CallContext(_clock, new Destination("https://api.example.test/", new TestOptions()), includesServiceMessage: false));
}
