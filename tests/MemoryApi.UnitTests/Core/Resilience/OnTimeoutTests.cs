using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>A time limit that runs out is reported once to its own callback, whatever is called, and whichever handlers the client has.</summary>
public sealed class OnTimeoutTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task The_limit_of_an_attempt_is_reported([Values] bool hasHandler, [Values] bool isIdempotent, [Values] bool isGenerated)
    {
        var events = await EventsAsync(hasHandler, isIdempotent, resilience =>
        {
            if (isGenerated)
            {
                resilience.AttemptTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(4));
                resilience.TotalRequestTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(40));
            }
            else
            {
                resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(4);
            }
        });

        Assert.That(events, Is.EqualTo(new[] { "attempt after 4 s" }));
    }

    [Test]
    public async Task The_limit_of_a_call_is_reported([Values] bool hasHandler, [Values] bool isIdempotent, [Values] bool isGenerated)
    {
        var events = await EventsAsync(hasHandler, isIdempotent, resilience =>
        {
            if (isGenerated)
            {
                resilience.TotalRequestTimeout.TimeoutGenerator = static _ => new ValueTask<TimeSpan>(TimeSpan.FromSeconds(4));
            }
            else
            {
                resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(4);
                resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(4);
            }
        });

        Assert.That(events, Is.EqualTo(new[] { "call after 4 s" }));
    }

    [Test]
    public async Task A_limit_of_a_handler_is_not_reported_as_that_of_the_attempt([Values] bool isIdempotent)
    {
        var events = new List<string>();
        using var connection = TestService.Connect(new ScriptedTransport().Hang(), options =>
        {
            options.Resilience.Retry.MaxRetryAttempts = 0;
            options.AttemptHandlers.Add(static () => new LimitsAttempts());
            Note(options.Resilience, events);
        });

        var failure = await Assert.ThrowsAsync(
            Is.InstanceOf<MemoryApiTransportException>(), () => connection.CallAsync(TestService.Request("POST", isIdempotent)).WaitAsync(Soon));
        Assert.That(events, Is.Empty);
        Assert.That((failure as MemoryApiTimeoutException)?.Timeout, Is.Null);
        Assert.That(failure!.Message, Does.Not.Contain("30 s"));
    }

    private static async Task<IReadOnlyList<string>> EventsAsync(bool hasHandler, bool isIdempotent, Action<HttpStandardResilienceOptions> configure)
    {
        var clock = new FakeTimeProvider();
        var events = new List<string>();
        using var connection = TestService.Connect(new ScriptedTransport().Hang(), options =>
        {
            options.TimeProvider = clock;
            options.Resilience.Retry.MaxRetryAttempts = 0;
            Note(options.Resilience, events);
            configure(options.Resilience);
            if (hasHandler)
            {
                options.AttemptHandlers.Add(static () => new PassesOn());
            }
        });

        var call = connection.CallAsync(TestService.Request("POST", isIdempotent));
        clock.Advance(TimeSpan.FromSeconds(4));

        var failure = await Assert.ThrowsAsync<MemoryApiTimeoutException>(() => call.WaitAsync(Soon));
        Assert.That(failure!.Timeout, Is.EqualTo(TimeSpan.FromSeconds(4)));
        return events;
    }

    private static void Note(HttpStandardResilienceOptions resilience, List<string> events)
    {
        resilience.AttemptTimeout.OnTimeout = args => Note($"attempt after {args.Timeout.TotalSeconds} s");
        resilience.TotalRequestTimeout.OnTimeout = args => Note($"call after {args.Timeout.TotalSeconds} s");

        ValueTask Note(string what)
        {
            events.Add(what);
            return default;
        }
    }

    private sealed class PassesOn : DelegatingHandler;

    private sealed class LimitsAttempts : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromMilliseconds(20));
            return await base.SendAsync(request, limit.Token);
        }
    }
}
