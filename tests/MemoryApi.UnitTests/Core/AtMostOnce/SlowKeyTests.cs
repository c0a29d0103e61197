using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.AtMostOnce;

/// <summary>An attempt that ends while the key is looked up has sent nothing.</summary>
public sealed class SlowKeyTests
{
    // The others have two limits of the same length, and either may end an attempt first.
    private static IEnumerable<SurroundingPipeline> Pipelines() => [SurroundingPipeline.All[0], SurroundingPipeline.All[1]];

    [TestCaseSource(nameof(Pipelines))]
    public async Task An_add_without_a_key_within_the_limit_of_an_attempt_is_tried_again(SurroundingPipeline pipeline)
    {
        await using var server = CountingServer.Reacting(Reaction.Succeed);
        var lookups = 0;
        await using var client = pipeline.Create(server.Address, options =>
        {
            options.Resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(3);
            options.ApiKey = null;
            options.ApiKeyProvider = async cancellationToken =>
            {
                if (Interlocked.Increment(ref lookups) == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                return TestService.Key;
            };
        });

        var response = await client.CallAsync(TestService.RequestWithBody("fact")).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(response.Value, Is.EqualTo("x"));
        Assert.That(lookups, Is.EqualTo(2));
        Assert.That(response.Attempts, Is.EqualTo(1));
        Assert.That(server.Received, Is.EqualTo(1));
    }
}
