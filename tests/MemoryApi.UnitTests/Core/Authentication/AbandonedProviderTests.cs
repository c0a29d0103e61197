using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

/// <summary>A call doesn't wait for a provider of keys after its end. What the provider does then disturbs nobody.</summary>
public sealed class AbandonedProviderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_provider_that_fails_after_the_end_of_its_call_causes_no_unobserved_exception()
    {
        var unobserved = 0;
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await AbandonAsync();
            for (var i = 0; i < 10; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.That(unobserved, Is.Zero);

        void Count(object? sender, UnobservedTaskExceptionEventArgs args) =>
            unobserved += args.Exception.GetBaseException() is VaultException ? 1 : 0;
    }

    [Test]
    public async Task A_provider_that_reports_the_callers_cancellation_in_its_own_way_leaves_it_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        using var connection = TestService.Connect(new ScriptedTransport(), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ =>
            {
                cancellation.Cancel();
                throw new VaultException();
            };
        });

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => connection.CallAsync(cancellationToken: cancellation.Token).WaitAsync(Soon));

        Assert.That(cancelled!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    // Apart from the test, so that nothing keeps the tasks from being collected.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AbandonAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            var failing = new TaskCompletionSource();
            using var connection = TestService.Connect(new ScriptedTransport(), options =>
            {
                options.ApiKey = null;
                options.ApiKeyProvider = async _ =>
                {
                    await failing.Task;
                    throw new VaultException();
                };
            });
            using var cancellation = new CancellationTokenSource();
            var call = connection.CallAsync(cancellationToken: cancellation.Token);
            await cancellation.CancelAsync();
            await Assert.ThatAsync(() => call.WaitAsync(Soon), Throws.InstanceOf<OperationCanceledException>());
            failing.SetResult();
        }
    }

    private sealed class VaultException : Exception;
}
