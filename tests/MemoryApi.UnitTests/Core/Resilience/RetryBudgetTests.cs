using System;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Core;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

public sealed class RetryBudgetTests
{
    [Test]
    public void A_client_has_a_reserve_of_ten_before_its_calls_have_earned_any()
    {
        var budget = new RetryBudget(new FakeTimeProvider());

        Assert.That(TakeAll(budget), Is.EqualTo(10));
    }

    [Test]
    public void Six_calls_earn_a_retry()
    {
        var budget = new RetryBudget(new FakeTimeProvider());
        TakeAll(budget);

        AddCalls(budget, 5);
        Assert.That(budget.TryTake(), Is.False);
        AddCalls(budget, 1);
        Assert.That(budget.TryTake(), Is.True);
        Assert.That(budget.TryTake(), Is.False);
    }

    [Test]
    public void Time_fills_up_the_reserve_and_nothing_beyond_it()
    {
        var clock = new FakeTimeProvider();
        var budget = new RetryBudget(clock);
        TakeAll(budget);

        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.That(TakeAll(budget), Is.EqualTo(2));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.That(TakeAll(budget), Is.EqualTo(10));
    }

    [Test]
    public void What_calls_earn_is_kept_up_to_a_hundred_retries()
    {
        var budget = new RetryBudget(new FakeTimeProvider());
        AddCalls(budget, 100_000);

        Assert.That(TakeAll(budget), Is.EqualTo(100));
    }

    [Test]
    public void In_any_order_retries_are_fewer_than_a_fifth_of_the_calls_beyond_the_reserve() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<bool[]>(steps =>
        {
            var budget = new RetryBudget(new FakeTimeProvider());
            var (calls, retries) = (0, 0);
            foreach (var isCall in steps)
            {
                if (isCall)
                {
                    budget.AddCall();
                    calls++;
                }
                else if (budget.TryTake())
                {
                    retries++;
                }
            }

            return retries <= RetryBudget.Reserve + (calls / 6);
        }));

    [TestCase(503)]
    [TestCase(429)]
    public async Task A_single_failure_is_repeated_three_times_and_in_a_storm_a_call_makes_little_more_than_one_request(int status)
    {
        var transport = new ScriptedTransport().Respond(status);
        using var connection = TestService.Connect(transport, options => options.Resilience.CircuitBreaker.MinimumThroughput = int.MaxValue);

        var first = await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync());
        Assert.That(((MemoryApiException)first!).Attempts, Is.EqualTo(4));
        for (var i = 0; i < 1000; i++)
        {
            await Assert.ThatAsync(() => connection.CallAsync(), Throws.InstanceOf<MemoryApiException>());
        }

        Assert.That(transport.Sent, Has.Count.InRange(1001 + 166, 1001 + 166 + 10));
    }

    [Test]
    public async Task With_one_response_in_twenty_a_failure_every_read_succeeds()
    {
        var random = new Random(1);
        var transport = new ScriptedTransport().Respond((_, _) => Task.FromResult(new System.Net.Http.HttpResponseMessage(
            random.Next(20) == 0 ? System.Net.HttpStatusCode.ServiceUnavailable : System.Net.HttpStatusCode.OK)
        {
            Content = new System.Net.Http.StringContent("""{"value":"x"}"""),
        }));
        using var connection = TestService.Connect(transport);
        var succeeded = 0;
        for (var i = 0; i < 5000; i++)
        {
            try
            {
                await connection.CallAsync();
                succeeded++;
            }
            catch (MemoryApiServerException)
            {
            }
        }

        Assert.That(succeeded, Is.GreaterThanOrEqualTo(4995));
    }

    private static int TakeAll(RetryBudget budget)
    {
        var taken = 0;
        while (budget.TryTake())
        {
            taken++;
        }

        return taken;
    }

    private static void AddCalls(RetryBudget budget, int count)
    {
        for (var i = 0; i < count; i++)
        {
            budget.AddCall();
        }
    }
}
